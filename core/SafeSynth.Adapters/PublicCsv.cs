using SafeSynth.Plans;

namespace SafeSynth.Data;

/// <summary>Reads the public rows that a plan names, which are CSV as private ones are.</summary>
public static class PublicCsv
{
    /// <summary>The plan with its public rows, where its file names some and nobody has read them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="privateFiles">The files of the private rows, as full paths.</param>
    /// <param name="cancel">Ends the reading early.</param>
    /// <exception cref="SafeSynthException">SS0180: the rows would be private and public at once. SS1nnn: the file cannot be
    /// read.</exception>
    public static DpPlan ReadFor(DpPlan plan, IEnumerable<string> privateFiles, CancellationToken cancel = default)
    {
        if (plan.PublicDataFile is not { } path || plan.PublicData is not null)
            return plan;
        RefusePrivate(path, privateFiles);
        return plan with { PublicData = PublicTable.Read(new CsvSource(Path.GetFullPath(path)), plan.Schema.MissingValues, cancel) };
    }

    /// <summary>Refuses a file of private rows that is named as public, whatever is to be read from it.</summary>
    /// <param name="path">The file that is named as public.</param>
    /// <param name="privateFiles">The files of the private rows, as full paths.</param>
    /// <exception cref="SafeSynthException">SS0180: it would be private and public at once, by whatever links.</exception>
    public static void RefusePrivate(string path, IEnumerable<string> privateFiles)
    {
        if (privateFiles.Contains(path, FilePlace.Comparer))
            throw PlanFault.PrivateAsPublic(path);
    }
}
