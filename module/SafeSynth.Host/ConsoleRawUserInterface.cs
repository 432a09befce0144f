using System.Management.Automation.Host;

namespace SafeSynth.Host;

/// <summary>Tells the formatter how wide a line is. Everything else about a raw console is not offered.</summary>
internal sealed class ConsoleRawUserInterface : PSHostRawUserInterface
{
    private const int Height = 50;

    public override Size BufferSize
    {
        get => new(Terminal.Width, Height);
        set => throw NotOffered();
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set => throw NotOffered();
    }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Coordinates CursorPosition
    {
        get => default;
        set => throw NotOffered();
    }

    public override Coordinates WindowPosition
    {
        get => default;
        set => throw NotOffered();
    }

    public override int CursorSize
    {
        get => 1;
        set => throw NotOffered();
    }

    public override string WindowTitle { get; set; } = "safesynth";

    public override bool KeyAvailable => false;

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotOffered();

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NotOffered();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw NotOffered();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotOffered();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotOffered();

    private static NotSupportedException NotOffered() => new("safesynth has no raw console.");
}
