namespace SafeSynth.Data.Learning;

/// <summary>Reads type, spelling and missing share of a column off its noisy histogram of cell forms.</summary>
/// <remarks>All of it is post-processing of one measurement: see <see cref="FormCoding"/>.</remarks>
internal sealed class FormVote
{
    /// <summary>A type is believed when this share of the cells that are not missing can be read as it.</summary>
    private const double Majority = 0.9;

    /// <summary>A form is believed to occur when its noisy count exceeds this many standard deviations of the noise: one of 63 that do not
    /// occur passes with probability 2 in 10,000.</summary>
    private const double Significant = 4.5;

    /// <summary>The share of the cells from which on a form counts for the column.</summary>
    private const double Notable = 0.01;

    /// <summary>The same for missing cells, of which there is one count only.</summary>
    private const double SignificantMissing = 3;

    private readonly double[] _counts;
    private readonly double _blank;

    public FormVote(long[] noisyCounts, double sigma)
    {
        _blank = noisyCounts[(int)CellForm.Missing];
        _counts = [.. noisyCounts.Select(count => count > Significant * sigma ? (double)count : 0)];
        _counts[(int)CellForm.Missing] = 0;
        Present = _counts.Sum();
        Sigma = sigma;
    }

    /// <summary>The noisy number of cells that are not missing.</summary>
    public double Present { get; }

    /// <summary>The standard deviation of the noise on one form's count.</summary>
    public double Sigma { get; }

    /// <summary>The share of cells that are missing, or cannot be read as the type and so count as missing.</summary>
    public double MissingShareOf(FieldType type)
    {
        var missing = Unreadable(type) + (_blank > SignificantMissing * Sigma ? _blank : 0);
        return missing == 0 ? 0 : missing / (Math.Max(_blank, 0) + Present);
    }

    /// <summary>
    /// The number of cells that are missing or no value of an ordered type, where a second count of them agrees that there are any; else 0.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="located">A histogram that has a cell for every value of the type, so that what is elsewhere is none.</param>
    public double MissingOf(FieldType type, LocatedValues located)
    {
        var (weight, other) = (1 / (Sigma * Sigma), 1 / (located.Sigma * located.Sigma));
        var mean = (((_blank + Unreadable(type)) * weight) + (located.Range.Elsewhere * other)) / (weight + other);
        return mean > SignificantMissing / Math.Sqrt(weight + other) ? mean : 0;
    }

    /// <summary>The column's type; text where the data are too few to tell.</summary>
    public FieldType Type
    {
        get
        {
            var numeric = Votes(form => form.TypeOf() is FieldType.Integer or FieldType.Number);
            var dates = Votes(form => form.TypeOf() == FieldType.Date);
            var instants = Votes(form => form.TypeOf() == FieldType.DateTime);
            var enough = Math.Max(Majority * Present, double.Epsilon);
            if (CodeVotes is var codes && codes > Notable * Present)
                return Codes is not null && codes + Votes(form => form.TypeOf() == FieldType.Integer) >= enough
                    ? FieldType.Integer
                    : FieldType.String;
            if (numeric >= enough)
                return Votes(form => form.TypeOf() == FieldType.Integer) >= 0.98 * numeric ? FieldType.Integer : FieldType.Number;
            if (dates >= enough)
                return FieldType.Date;
            if (dates + instants >= enough)
                return FieldType.DateTime;
            return Votes(form => form.TypeOf() == FieldType.Boolean) >= enough ? FieldType.Boolean : FieldType.String;
        }
    }

    /// <summary>
    /// The most common spelling in which values of a type can be given, or the type's default where none was seen. Where most cells are
    /// .NET values it is a .NET type, else a spelling of text, however the few others are spelled.
    /// </summary>
    public CellForm FormOf(FieldType type)
    {
        if (type == FieldType.Integer && Codes is { } codes)
            return codes;
        var best = IsNative ? FormTypes.NativeDefaultOf(type) : FormTypes.DefaultOf(type);
        foreach (var form in Enum.GetValues<CellForm>())
        {
            if (form.IsNative() == best.IsNative() && form.CanGive(type) && _counts[(int)form] > _counts[(int)best])
                best = form;
        }

        return type == FieldType.Number && !best.IsNative() && _counts[(int)best] < Majority * Present ? FormOfMixture : best;
    }

    // A mixture of decimal places is written with as many as each value needs, and no fewer than any notable share of the cells has: 13.0
    // beside 7.25, but 13 beside 7.25 where some are spelled without a point.
    private CellForm FormOfMixture
    {
        get
        {
            var fewest = Enumerable.Range((int)CellForm.Integer, CellForm.Real - CellForm.Integer + 1).Select(form => (CellForm)form).Where(IsNotable).ToList();
            return fewest.Count == 0 || fewest[0] == CellForm.Integer || fewest.Contains(CellForm.Real) ? CellForm.Real : fewest[0];
        }
    }

    /// <summary>The most decimal places that any notable share of the numbers has.</summary>
    public int Decimals => Enum.GetValues<CellForm>()
        .Where(form => IsNotable(form) && form.TypeOf() is FieldType.Integer or FieldType.Number)
        .Select(form => form.DecimalPlaces()).DefaultIfEmpty(0).Max();

    /// <summary>Whether a notable share of the numbers is spelled in a way that does not tell how many decimal places matter.</summary>
    public bool HasOpenDecimals =>
        IsNotable(CellForm.DecimalLong) || IsNotable(CellForm.Real) || IsNotable(CellForm.NativeDouble) || IsNotable(CellForm.NativeDecimal);

    /// <summary>Whether the cells came as .NET values rather than as text.</summary>
    public bool IsNative => Votes(FormTypes.IsNative) > Present / 2;

    // Codes of one width, such as zip codes, are whole numbers that keep their leading zeros.
    private CellForm? Codes
    {
        get
        {
            var widest = Enum.GetValues<CellForm>().Where(IsCode).MaxBy(form => _counts[(int)form]);
            return CodeVotes > Notable * Present && _counts[(int)widest] >= Majority * CodeVotes ? widest : null;
        }
    }

    // Among .NET values digits in a text decide nothing.
    private double CodeVotes => IsNative ? 0 : Votes(IsCode);

    private static bool IsCode(CellForm form) => form.CodeDigits > 0;

    private bool IsNotable(CellForm form) => _counts[(int)form] > Notable * Present;

    private double Unreadable(FieldType type) => type == FieldType.String ? 0 : Votes(form => !CanBeRead(form, type));

    private static bool CanBeRead(CellForm form, FieldType type) => form.TypeOf() == type || type switch
    {
        FieldType.Integer => IsCode(form) || form.TypeOf() == FieldType.Number,
        FieldType.Number => IsCode(form) || form.TypeOf() == FieldType.Integer,
        FieldType.DateTime => form.TypeOf() == FieldType.Date,
        _ => false,
    };

    private double Votes(Func<CellForm, bool> isOfKind) =>
        Enum.GetValues<CellForm>().Where(form => form != CellForm.Missing && isOfKind(form)).Sum(form => _counts[(int)form]);
}
