namespace SafeSynth.Samples;

/// <summary>A made-up town: its share of the people, the first three digits of its postal codes, and its number of districts.</summary>
internal sealed record Town(string Name, double Weight, int PostalArea, int Districts);

/// <summary>A job: yearly pay to start from, and how often people of each level of education hold it (lowest level first).</summary>
internal sealed record Job(string Name, double Pay, double[] ByEducation);

/// <summary>The lists that people are put together from.</summary>
internal static class Words
{
    public static readonly string[] Women =
    [
        "Alda", "Berit", "Calla", "Delia", "Edda", "Fenna", "Gisla", "Hela", "Ilsa", "Jorun", "Kaia", "Liva", "Mira", "Nela",
        "Oona", "Petra", "Runa", "Selma", "Tilda", "Una", "Vanja", "Wanda", "Yrsa", "Zelda", "Ayla", "Bruna", "Elva", "Noor",
    ];

    public static readonly string[] Men =
    [
        "Aron", "Balder", "Corin", "Dario", "Egon", "Falk", "Gero", "Hugo", "Ivo", "Janis", "Kasper", "Lasse", "Milo", "Nils",
        "Odin", "Pavel", "Rolf", "Sixten", "Tomas", "Ulf", "Vidar", "Wim", "Yann", "Zeno", "Arvid", "Bruno", "Emil", "Omar",
    ];

    public static readonly string[] FamilyStarts =
    [
        "Alder", "Birk", "Crane", "Dahl", "Ever", "Fair", "Green", "Hart", "Iver", "Jarl", "Kirk", "Lind", "Moss", "North",
        "Oak", "Quill", "Rowan", "Sand", "Thorn", "Under", "Vale", "West", "Yarrow", "O'Bel",
    ];

    public static readonly string[] FamilyEnds =
    [
        "by", "dal", "ell", "feld", "gard", "ham", "ing", "ley", "man", "ner", "quist", "rup", "sen", "stad", "ton", "well",
    ];

    public static readonly Town[] Towns =
    [
        new("Harborough", 24, 12, 30), new("Elmbridge", 15, 101, 18), new("Saltmere", 11, 20, 14), new("Oxhaven", 8, 114, 10),
        new("Brightwater", 6.5, 31, 8), new("Kingsfell", 5, 127, 6), new("Ravenport", 4.2, 45, 5), new("Millstone", 3.6, 133, 5),
        new("Thornbury", 3.1, 52, 4), new("Ashvale", 2.7, 148, 4), new("Westmarch", 2.3, 60, 3), new("Coldspring", 2, 156, 3),
        new("Fernhill", 1.8, 67, 2), new("Stonequay", 1.6, 161, 2), new("Larkfield", 1.4, 71, 2), new("Duskwood", 1.2, 170, 2),
        new("Highmoor", 1, 78, 1), new("Foxley", 0.9, 179, 1), new("Pinecross", 0.8, 83, 1), new("Grayling", 0.7, 184, 1),
        new("Sunderby", 0.6, 88, 1), new("Otterford", 0.5, 190, 1), new("Mistlake", 0.4, 93, 1), new("Windle", 0.3, 195, 1),
        new("St. Orla", 0.2, 97, 1),
    ];

    /// <summary>From the lowest level to the highest.</summary>
    public static readonly string[] Education = ["primary", "secondary", "vocational", "bachelor", "master", "doctorate"];

    public static readonly Job[] Jobs =
    [
        new("cleaner", 23_500, [22, 8, 3, 0.5, 0.1, 0]), new("driver", 28_000, [18, 11, 8, 1, 0.3, 0]),
        new("cashier", 24_500, [16, 13, 5, 1, 0.2, 0]), new("cook", 26_000, [13, 9, 9, 1, 0.2, 0]),
        new("builder", 31_000, [20, 10, 14, 1, 0.3, 0]), new("clerk", 30_500, [4, 19, 12, 9, 3, 1]),
        new("technician", 37_000, [2, 8, 24, 8, 3, 1]), new("nurse", 38_500, [0, 4, 18, 13, 4, 1]),
        new("teacher", 42_000, [0, 0.5, 2, 16, 19, 8]), new("accountant", 46_000, [0, 2, 3, 14, 11, 2]),
        new("analyst", 52_000, [0, 1, 1, 14, 17, 9]), new("engineer", 56_000, [0, 0.5, 2, 15, 20, 12]),
        new("manager", 66_000, [0.5, 3, 3, 8, 14, 8]), new("doctor", 75_000, [0, 0, 0, 0, 7, 22]),
        new("researcher", 54_000, [0, 0, 0, 1, 6, 38]),
    ];

    // Those who earn no salary: their salary and hours stay blank.
    public const string Student = "student", Retired = "retired", Jobless = "jobless";

    /// <summary>What a nurse jots down: commas, quotes and line breaks included, as in any real file.</summary>
    public static readonly string[] Notes =
    [
        "Moved here last spring.", "Asked for a night slot, none free.", "Allergic to penicillin, nuts and dust.",
        "Says: \"feels better\".", "Prefers letters", "Back pain;\nsent to physiotherapy.", "Call back, after 17:00, at work.",
        "First line of a letter:\n\"Dear nurse, thank you\".", "New glasses", "Vaccinated abroad (Ærø), card not seen.",
    ];
}
