namespace SafeSynth.Texts;

/// <summary>Why an answer is no text that was asked for.</summary>
internal enum AnswerFault
{
    /// <summary>It is not of the schema that was asked for, or was cut off before its end.</summary>
    NotJson,

    /// <summary>There is no word in it.</summary>
    Empty,

    /// <summary>There are thoughts in it, and no answer.</summary>
    Thoughts,

    /// <summary>It says the same again and again.</summary>
    Looping,

    /// <summary>It has many more words than were asked for.</summary>
    TooLong,

    /// <summary>It says that a language model will not write it.</summary>
    Refusal,

    /// <summary>The same text came before.</summary>
    Repeated,

    /// <summary>It broke off, or its server failed.</summary>
    Lost,
}
