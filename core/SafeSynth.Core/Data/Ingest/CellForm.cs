namespace SafeSynth.Data;

/// <summary>How the value of a raw cell is spelled. A public, closed list: a noisy count per form is what types are learned from.</summary>
/// <remarks>
/// Forms of text come from CSV fields and strings and are canonical: a text has one form only, and the form and the value give the
/// text back exactly. Native forms come from typed .NET values. Histograms are indexed by these numbers: append, never renumber.
/// </remarks>
public enum CellForm : byte
{
    /// <summary>No value: null, DBNull or empty text.</summary>
    Missing = 0,

    /// <summary>Any text that has none of the forms below.</summary>
    Text = 1,

    /// <summary>An integer of 64 bits without superfluous sign or zeros: <c>0</c>, <c>-12</c>.</summary>
    Integer = 2,

    /// <summary>A decimal number without superfluous sign or leading zeros and one digit after the point; zeros at the end count.</summary>
    Decimal1 = 3,
    Decimal2 = 4,
    Decimal3 = 5,
    Decimal4 = 6,
    Decimal5 = 7,
    Decimal6 = 8,

    /// <summary>The same with 7 to 28 digits after the point and at most 17 significant digits.</summary>
    DecimalLong = 9,

    /// <summary>Any other finite number in the invariant culture: <c>1e-5</c>, <c>+3</c>, <c>.5</c>, <c>5.</c>, <c>-0</c>.</summary>
    Real = 10,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    BooleanLower = 11,

    /// <summary><c>True</c> or <c>False</c>.</summary>
    BooleanTitle = 12,

    /// <summary><c>TRUE</c> or <c>FALSE</c>.</summary>
    BooleanUpper = 13,

    /// <summary><c>yyyy-MM-dd</c></summary>
    Date = 14,

    /// <summary><c>yyyy-MM-ddTHH:mm</c></summary>
    MinuteT = 15,

    /// <summary><c>yyyy-MM-dd HH:mm</c></summary>
    MinuteSpace = 16,

    /// <summary><c>yyyy-MM-ddTHH:mmZ</c></summary>
    MinuteTZ = 17,

    /// <summary><c>yyyy-MM-dd HH:mmZ</c></summary>
    MinuteSpaceZ = 18,

    /// <summary><c>yyyy-MM-ddTHH:mm:ss</c></summary>
    SecondT = 19,
    SecondSpace = 20,
    SecondTZ = 21,
    SecondSpaceZ = 22,

    /// <summary><c>yyyy-MM-ddTHH:mm:ss.fff</c></summary>
    MillisecondT = 23,
    MillisecondSpace = 24,
    MillisecondTZ = 25,
    MillisecondSpaceZ = 26,

    /// <summary><c>yyyy-MM-ddTHH:mm:ss.f</c> with 1, 2, 4, 5, 6 or 7 digits after the point.</summary>
    FractionT = 27,
    FractionSpace = 28,
    FractionTZ = 29,
    FractionSpaceZ = 30,

    /// <summary>An integer of at most 32 bits.</summary>
    NativeInt32 = 31,

    /// <summary>An integer of at most 64 bits.</summary>
    NativeInt64 = 32,

    /// <summary>A <see cref="double"/> whose value is the one nearest to an integer; -0 is 0.</summary>
    NativeDouble0 = 33,

    /// <summary>A <see cref="double"/> that is the one nearest to a number with one decimal, and with no fewer.</summary>
    NativeDouble1 = 34,
    NativeDouble2 = 35,
    NativeDouble3 = 36,
    NativeDouble4 = 37,
    NativeDouble5 = 38,
    NativeDouble6 = 39,

    /// <summary>Any other finite <see cref="double"/>.</summary>
    NativeDouble = 40,

    /// <summary>A <see cref="decimal"/> of scale 0, so without decimals.</summary>
    NativeDecimal0 = 41,

    /// <summary>A <see cref="decimal"/> of scale 1; 1.0m has scale 1 and so has 1.5m.</summary>
    NativeDecimal1 = 42,
    NativeDecimal2 = 43,
    NativeDecimal3 = 44,
    NativeDecimal4 = 45,
    NativeDecimal5 = 46,
    NativeDecimal6 = 47,

    /// <summary>A <see cref="decimal"/> of a larger scale, or beyond 64 bits.</summary>
    NativeDecimal = 48,

    NativeBoolean = 49,

    /// <summary>A <see cref="System.DateOnly"/>.</summary>
    NativeDate = 50,

    /// <summary>A <see cref="System.DateTime"/>: what the clock read; its kind is not kept.</summary>
    NativeDateTime = 51,

    /// <summary>A <see cref="System.DateTimeOffset"/>: the instant; its offset is not kept.</summary>
    NativeInstant = 52,

    /// <summary>Two digits, the first of them 0: a code such as <c>07</c>, not a number. Kept as text.</summary>
    Code2 = 53,
    Code3 = 54,
    Code4 = 55,
    Code5 = 56,
    Code6 = 57,
    Code7 = 58,
    Code8 = 59,

    /// <summary>Nine digits, the first of them 0.</summary>
    Code9 = 60,

    /// <summary><c>yyyy-MM-ddTHH:mm+01:00</c>, with or without seconds and a fraction of one. Kept as text.</summary>
    OffsetT = 61,
    OffsetSpace = 62,
}
