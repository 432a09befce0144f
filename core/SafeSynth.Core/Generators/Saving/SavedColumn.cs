using System.Text.Json.Serialization;
using SafeSynth.Data;

namespace SafeSynth.Generators.Saving;

/// <summary>
/// What becomes of one column: <see cref="Modelled"/>, <see cref="Regenerated"/>, texts, or dropped where nothing is there.
/// </summary>
internal sealed record SavedColumn(
    string Name, SavedModelled? Modelled = null, SavedRegenerated? Regenerated = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Texts = false,
    string? WrittenFor = null)
{
    public static SavedColumn Of(ColumnLayout column) => column switch
    {
        ModelledColumn c => new(c.Name, Modelled: new(SavedDomain.Of(c.Domain), SavedBins.Of(c.Bins), c.Faults, c.Fallback)),
        RegeneratedColumn c => new(c.Name, Regenerated: new(c.Kind, c.Form, c.MissingShare, c.Reason)),
        TextColumn c => new(c.Name, Texts: true, WrittenFor: c.WrittenFor),
        _ => new(column.Name),
    };

    public ColumnLayout ToLayout()
    {
        Sound.Require(!string.IsNullOrWhiteSpace(Name), "a column has no name");
        Sound.Require((Modelled is null ? 0 : 1) + (Regenerated is null ? 0 : 1) + (Texts ? 1 : 0) <= 1, $"column '{Name}' is two things at once");
        Sound.Require(Texts || WrittenFor is null, $"column '{Name}' holds no texts, and is written for nothing");
        if (Modelled is not null)
            return Modelled.ToLayout(Name);
        if (Texts)
            return new TextColumn(Name, WrittenFor);
        return Regenerated is null ? new DroppedColumn(Name) : Regenerated.ToLayout(Name);
    }
}

/// <summary>A column that the model sees.</summary>
internal sealed record SavedModelled(SavedDomain Domain, SavedBins Bins, FaultPolicy Faults, long Fallback)
{
    public ModelledColumn ToLayout(string name)
    {
        var domain = Domain.ToDomain(name);
        Sound.Require(Fallback >= 0 && Fallback < domain.Count, $"the fallback of column '{name}' is no value of it");
        return new ModelledColumn(name, domain, Bins.ToBinning(name, domain), Faults) { Fallback = Fallback };
    }
}

/// <summary>A column whose values are made up.</summary>
internal sealed record SavedRegenerated(IdentifierKind Kind, CellForm Form, double MissingShare, string Reason)
{
    public RegeneratedColumn ToLayout(string name)
    {
        Sound.Require(MissingShare is >= 0 and <= 1, $"the missing share of column '{name}' is no share");
        return new RegeneratedColumn(name, Kind, Form, MissingShare, Reason);
    }
}

/// <summary>A binning: see <see cref="Binning"/>, whose names these are.</summary>
/// <param name="CellStarts">The first code of each cell.</param>
/// <param name="Weights">The weight of each cell.</param>
/// <param name="BinOfCell">The bin of each cell.</param>
/// <param name="Roundness">The densities of a <see cref="Texture"/>; null where cells are even.</param>
internal sealed record SavedBins(long[] CellStarts, double[] Weights, int[] BinOfCell, double[]? Roundness = null)
{
    public static SavedBins Of(Binning bins) => new(bins.CellStarts, bins.Weights, bins.BinOfCell, bins.Texture?.Densities.ToArray());

    public Binning ToBinning(string column, Domain domain)
    {
        var cells = BinOfCell.Length;
        Sound.Require(cells > 0 && CellStarts.Length == cells + 1 && Weights.Length == cells,
            $"the cells of column '{column}' are not described alike");
        Sound.Require(
            CellStarts[0] == 0 && CellStarts[^1] == domain.Count && CellStarts.Zip(CellStarts.Skip(1)).All(pair => pair.First < pair.Second),
            $"the cells of column '{column}' do not divide its values");
        Sound.Require(Weights.All(weight => weight is >= 0 and < Largest), $"a cell of column '{column}' has no weight");
        var bins = BinOfCell.Distinct().Order().ToList();
        Sound.Require(bins[0] == 0 && bins[^1] == bins.Count - 1, $"the bins of column '{column}' are not numbered from 0");
        return new Binning(CellStarts, Weights, BinOfCell, Roundness is null ? null : ToTexture(column, domain));
    }

    private Texture ToTexture(string column, Domain domain)
    {
        var grid = domain as GridDomain ?? throw new InvalidDataException($"the values of column '{column}' are listed, and cannot be round");
        var grain = Grain.Of(grid.Type, grid.Decimals);
        Sound.Require(Roundness!.Length == grain.Classes.Count && Roundness.All(density => density is >= 0 and < Largest),
            $"the roundness of column '{column}' does not have one density for each class");
        return new Texture(grain, grid.Origin, Roundness);
    }

    /// <summary>The sum of as many as fit in memory is finite.</summary>
    private const double Largest = 1e280;
}
