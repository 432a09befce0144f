using System.Text;
using SafeSynth.Privacy;

namespace SafeSynth.Data.Learning;

/// <summary>
/// Knows columns that name people by their (public) names and declared formats, so that no look at their values is needed.
/// </summary>
internal static class IdentifierNames
{
    private static readonly Dictionary<string, IdentifierKind> Kinds = new(StringComparer.Ordinal)
    {
        ["email"] = IdentifierKind.Email,
        ["emailaddress"] = IdentifierKind.Email,
        ["mail"] = IdentifierKind.Email,
        ["name"] = IdentifierKind.FullName,
        ["fullname"] = IdentifierKind.FullName,
        ["displayname"] = IdentifierKind.FullName,
        ["firstname"] = IdentifierKind.FirstName,
        ["givenname"] = IdentifierKind.FirstName,
        ["lastname"] = IdentifierKind.LastName,
        ["surname"] = IdentifierKind.LastName,
        ["familyname"] = IdentifierKind.LastName,
        ["phone"] = IdentifierKind.Phone,
        ["phonenumber"] = IdentifierKind.Phone,
        ["telephonenumber"] = IdentifierKind.Phone,
        ["mobile"] = IdentifierKind.Phone,
        ["mobilephone"] = IdentifierKind.Phone,
        ["fax"] = IdentifierKind.Phone,
        ["address"] = IdentifierKind.Address,
        ["streetaddress"] = IdentifierKind.Address,
        ["street"] = IdentifierKind.Address,
        ["company"] = IdentifierKind.Company,
        ["companyname"] = IdentifierKind.Company,
        ["url"] = IdentifierKind.Uri,
        ["uri"] = IdentifierKind.Uri,
        ["website"] = IdentifierKind.Uri,
        ["homepage"] = IdentifierKind.Uri,
        ["uuid"] = IdentifierKind.Uuid,
        ["guid"] = IdentifierKind.Uuid,
        ["objectguid"] = IdentifierKind.Uuid,
        ["username"] = IdentifierKind.UserName,
        ["login"] = IdentifierKind.UserName,
        ["samaccountname"] = IdentifierKind.UserName,
        ["userprincipalname"] = IdentifierKind.Email,
        ["ip"] = IdentifierKind.IpAddress,
        ["ipaddress"] = IdentifierKind.IpAddress,
        ["creditcard"] = IdentifierKind.CreditCard,
        ["creditcardnumber"] = IdentifierKind.CreditCard,
        ["id"] = IdentifierKind.Sequence,
        ["ssn"] = IdentifierKind.Sequence,
        ["passport"] = IdentifierKind.Sequence,
        ["passportnumber"] = IdentifierKind.Sequence,
        ["iban"] = IdentifierKind.Sequence,
        ["mrn"] = IdentifierKind.Sequence,
    };

    // Groups, not persons: made up only where hardly any of them is common enough to be named.
    private static readonly Dictionary<string, IdentifierKind> Places = new(StringComparer.Ordinal)
    {
        ["postalcode"] = IdentifierKind.PostalCode,
        ["postcode"] = IdentifierKind.PostalCode,
        ["zip"] = IdentifierKind.PostalCode,
        ["zipcode"] = IdentifierKind.PostalCode,
        ["plz"] = IdentifierKind.PostalCode,
        ["city"] = IdentifierKind.City,
        ["town"] = IdentifierKind.City,
    };

    // "department_id" names a department, which is a category; these name persons and single events.
    private static readonly string[] Owners =
    [
        "person", "patient", "employee", "customer", "client", "user", "member", "student", "passenger", "subscriber", "citizen",
        "account", "row", "record", "case", "order", "transaction", "invoice", "ticket", "visit", "encounter", "admission",
    ];

    /// <summary>What the column's name and format say it holds, or null where they do not speak of an identifier.</summary>
    public static IdentifierKind? KindOf(Field field) => OfFormat(field.Format) ?? OfName(field.Name);

    /// <summary>What fakes of a column look like whose values are to be made up; null where its values may be looked at.</summary>
    public static IdentifierKind? RegeneratedKindOf(Field field, PrivacyUnit unit)
    {
        var kind = KindOf(field);
        if (field.Role == FieldRole.Regenerate || field.Unique || field.Name == unit.KeyColumn)
            return kind ?? IdentifierKind.Sequence;
        return field.Role is null && !field.HasDomain ? kind : null;
    }

    /// <summary>What fakes of a column of texts look like of which hardly any value is common enough to be named.</summary>
    public static IdentifierKind LookOf(Field field) =>
        KindOf(field) ?? (Places.TryGetValue(Letters(field.Name), out var place) ? place : IdentifierKind.Text);

    private static IdentifierKind? OfFormat(string? format) => format switch
    {
        "email" => IdentifierKind.Email,
        "uri" => IdentifierKind.Uri,
        "uuid" => IdentifierKind.Uuid,
        "binary" => IdentifierKind.Text,
        _ => null,
    };

    private static IdentifierKind? OfName(string name)
    {
        var letters = Letters(name);
        if (Kinds.TryGetValue(letters, out var kind))
            return kind;
        foreach (var owner in Owners)
        {
            if (!letters.StartsWith(owner, StringComparison.Ordinal))
                continue;
            var rest = letters[owner.Length..];
            if (rest is "id" or "number" or "no" or "key")
                return IdentifierKind.Sequence;
            if (rest == "name")
                return IdentifierKind.FullName;
        }

        return null;
    }

    private static string Letters(string name)
    {
        var letters = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsLetter(c))
                letters.Append(char.ToLowerInvariant(c));
        }

        return letters.ToString();
    }
}
