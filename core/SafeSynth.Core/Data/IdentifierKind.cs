namespace SafeSynth.Data;

/// <summary>What the fakes of a regenerated column look like.</summary>
public enum IdentifierKind
{
    /// <summary>A running number, or the column's name with one.</summary>
    Sequence,
    Email,
    FullName,
    FirstName,
    LastName,
    Phone,
    Address,
    Company,
    Uri,
    Uuid,
    UserName,
    IpAddress,
    CreditCard,
    Text,

    /// <summary>Five digits.</summary>
    PostalCode,
    City,
}
