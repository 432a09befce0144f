using System.Text;
using System.Text.Json.Nodes;

namespace SafeSynth.Tests.Ollama;

/// <summary>Sends the lines of a response, well or as a mishap has it. What it gives says whether the connection stays open.</summary>
internal static class Transmission
{
    // Lines that were recorded come in pieces of this many bytes, so that no piece is a line.
    private const int PieceLength = 7;

    public static async Task<bool> StreamAsync(
        HttpExchange exchange, CapturedRequest captured, IEnumerable<JsonObject> pieces, Func<JsonObject> last, Mishap mishap, CancellationToken stop)
    {
        // A real server sends nothing, not even the head, before it has something to say.
        if (mishap is { Ending: Ending.Stall, After: 0 })
            return await StallAsync(exchange, captured, stop);
        await exchange.BeginAsync(stop);
        var told = 0;
        foreach (var piece in pieces)
        {
            if (mishap.Ending != Ending.Whole && told == mishap.After)
                break;
            if (mishap.Pause > TimeSpan.Zero)
                await Task.Delay(mishap.Pause, stop);
            await TellAsync(exchange, piece, stop);
            told++;
        }

        switch (mishap.Ending)
        {
            case Ending.Whole:
                await TellAsync(exchange, last(), stop);
                break;
            case Ending.Error:
                await TellAsync(exchange, new JsonObject { ["error"] = mishap.Message }, stop);
                break;
            case Ending.NoJson:
                await exchange.PieceAsync("<html>\n"u8.ToArray(), stop);
                break;
            case Ending.Cut:
                await exchange.PieceAsync("{\"model\":\"m\",\"mess"u8.ToArray(), stop);
                return false;
            case Ending.Stall:
                return await StallAsync(exchange, captured, stop);
        }

        await exchange.EndAsync(stop);
        return true;
    }

    public static async Task<bool> ReplayAsync(HttpExchange exchange, string body, CancellationToken stop)
    {
        if (!body.Contains('\n', StringComparison.Ordinal))
        {
            await exchange.RespondAsync(200, "application/json; charset=utf-8", body, stop);
            return true;
        }

        await exchange.BeginAsync(stop);
        foreach (var piece in Encoding.UTF8.GetBytes(body).Chunk(PieceLength))
            await exchange.PieceAsync(piece, stop);
        await exchange.EndAsync(stop);
        return true;
    }

    public static async Task<bool> StallAsync(HttpExchange exchange, CapturedRequest captured, CancellationToken stop)
    {
        captured.WasAbandoned = await exchange.WaitForTheClientToLeaveAsync(stop);
        return false;
    }

    /// <summary>A line of a response in pieces.</summary>
    public static Task TellAsync(HttpExchange exchange, JsonObject told, CancellationToken stop) =>
        exchange.PieceAsync(Encoding.UTF8.GetBytes(Completion.Line(told) + "\n"), stop);
}
