namespace SafeSynth.Data;

/// <summary>What the forms of cells say of type and spelling.</summary>
public static class FormTypes
{
    /// <summary>The type that a form is a spelling of; null for missing.</summary>
    public static FieldType? TypeOf(this CellForm form) => form switch
    {
        CellForm.Missing => null,
        CellForm.Text or (>= CellForm.Code2 and <= CellForm.Code9) => FieldType.String,
        CellForm.Integer or CellForm.NativeInt32 or CellForm.NativeInt64 => FieldType.Integer,
        >= CellForm.Decimal1 and <= CellForm.Real => FieldType.Number,
        >= CellForm.NativeDouble0 and <= CellForm.NativeDecimal => FieldType.Number,
        >= CellForm.BooleanLower and <= CellForm.BooleanUpper or CellForm.NativeBoolean => FieldType.Boolean,
        CellForm.Date or CellForm.NativeDate => FieldType.Date,
        _ => FieldType.DateTime,
    };

    /// <summary>Whether the form is that of a typed .NET value rather than of text.</summary>
    public static bool IsNative(this CellForm form) => form is >= CellForm.NativeInt32 and <= CellForm.NativeInstant;

    /// <summary>
    /// The digits after the point of a number or of a date-time's seconds, 6 where a form leaves them open; 0 for forms without a point.
    /// </summary>
    public static int DecimalPlaces(this CellForm form) => form switch
    {
        _ when form.IsScaled => form.Decimals,
        CellForm.DecimalLong or CellForm.Real or CellForm.NativeDouble or CellForm.NativeDecimal => 6,
        >= CellForm.MillisecondT and <= CellForm.MillisecondSpaceZ => 3,
        >= CellForm.FractionT and <= CellForm.FractionSpaceZ => GridDomain.MaxDecimalsOfInstants,
        _ => 0,
    };

    /// <summary>How values of a type are spelled where nothing else is known.</summary>
    public static CellForm DefaultOf(FieldType type) => type switch
    {
        FieldType.Integer => CellForm.Integer,
        FieldType.Number => CellForm.Real,
        FieldType.Boolean => CellForm.BooleanLower,
        FieldType.Date => CellForm.Date,
        FieldType.DateTime => CellForm.SecondT,
        _ => CellForm.Text,
    };

    /// <summary>The .NET type that values of a type are given in where nothing else is known; text stays text.</summary>
    public static CellForm NativeDefaultOf(FieldType type) => type switch
    {
        FieldType.Integer => CellForm.NativeInt64,
        FieldType.Number => CellForm.NativeDouble,
        FieldType.Boolean => CellForm.NativeBoolean,
        FieldType.Date => CellForm.NativeDate,
        FieldType.DateTime => CellForm.NativeDateTime,
        _ => CellForm.Text,
    };

    /// <summary>
    /// Whether every value of a type can be given in the form: integers as decimals, days as date-times, but not the other way round.
    /// </summary>
    public static bool CanGive(this CellForm form, FieldType type) => form.TypeOf() == type || (form.IsNative() && type switch
    {
        FieldType.Integer => form.TypeOf() == FieldType.Number,
        FieldType.Date => form.TypeOf() == FieldType.DateTime,
        _ => false,
    });
}
