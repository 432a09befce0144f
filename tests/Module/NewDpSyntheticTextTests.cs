namespace SafeSynth.Tests;

public sealed class NewDpSyntheticTextTests : IDisposable
{
    private const string Fit = "New-DpSyntheticText tickets.csv -TextProperty body -LabelProperty queue -Epsilon 6 ";

    private readonly Workshop _shop = new();

    public NewDpSyntheticTextTests() => _shop.Write("tickets.csv", "body,queue,customer\n" + string.Concat(Enumerable.Range(0, 1200).Select(i => (i % 3) switch
    {
        0 => $"\"The printer, on floor {i}, is out of paper\",hardware,c{i / 3}\n",
        1 => $"I forgot the password of my account,accounts,c{i / 3}\n",
        _ => $",orders,c{i / 3}\n",
    })));

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Objects_have_the_properties_of_the_input_and_words_of_their_label()
    {
        var run = _shop.Run("""1..900 | ForEach-Object { [pscustomobject] @{ body = ('I forgot my password', "The printer, on floor $_, is out of paper")[$_ % 2]; id = $_; queue = ('accounts', 'hardware')[$_ % 2] } } | New-DpSyntheticText -TextProperty Body -LabelProperty queue -Epsilon 6 -Count 300""").Succeeds();

        Assert.Equal(300, run.Output.Count);
        Assert.All(run.Output, text => Assert.Equal(["body", "queue"], text.Properties.Select(property => property.Name)));
        Assert.Contains(
            run.Output, text => ((string)text.Properties["body"].Value).Contains("printer") && (string)text.Properties["queue"].Value == "hardware");
        Assert.DoesNotContain(run.Output, text => ((string)text.Properties["body"].Value).Contains("out of paper, ", StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_go_to_a_file_with_a_certificate_beside_it_that_passes()
    {
        var run = _shop.Run(Fit + "-Count 40 -OutFile out.csv -PassThru; (Test-DpCertificate out.certificate.json).Passed").Succeeds();

        dynamic release = run.Output[0].BaseObject;
        Assert.Equal(("tickets", 40L, 2, "NGram", 6.0), (release.Name, release.Rows, release.Columns, release.Generator, release.Epsilon));
        Assert.Equal("True", run.Output[1].ToString());
        Assert.Equal("body,queue", _shop.Lines("out.csv")[0]);
        Assert.Equal(41, _shop.Lines("out.csv").Length);
        Assert.Contains("English stop words: ", _shop.Read("out.certificate.json"));
        Assert.Equal(["out.certificate.json", "out.csv", "tickets.csv"], _shop.Files);
    }

    [Fact]
    public void A_model_is_kept_and_sampled_repeatably_by_both_commands()
    {
        _shop.Run(Fit + "-Count 0 -SaveModel tickets.dpmodel").Succeeds();
        string Texts(string script) =>
            string.Join('\n', _shop.Run(script + " | ForEach-Object { \"$($_.queue): $($_.body)\" }").Succeeds().Lines);

        var texts = Texts("New-DpSyntheticText -Model tickets.dpmodel -Count 30 -Seed 7");

        Assert.Equal(texts, Texts("New-DpSyntheticText -Model tickets.dpmodel -Count 30 -Seed 7"));
        Assert.Equal(texts, Texts("New-DpSyntheticText -Model (Import-DpModel tickets.dpmodel) -Count 30 -Seed 7"));
        Assert.Equal(texts, Texts("Import-DpModel tickets.dpmodel | New-DpSyntheticData -Count 30 -Seed 7"));
        Assert.NotEqual(texts, Texts("New-DpSyntheticText -Model tickets.dpmodel -Count 30 -Seed 8"));
        Assert.DoesNotContain(
            "accounts:", Texts("New-DpSyntheticData -Model tickets.dpmodel -Where @{ queue = 'hardware', 'orders' } -Count 30"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_tells_the_price_and_does_nothing()
    {
        var shown = _shop.Session.Show(Fit + "-OutFile out.csv -SaveModel tickets.dpmodel -WhatIf");

        Assert.StartsWith("What if: spend epsilon 6 (delta 1e-06) per row of 'tickets' on a model of the texts in 'body' (NGram).", shown);
        Assert.Contains("Nothing leaves this process.", shown);
        Assert.Equal(["tickets.csv"], _shop.Files);
    }

    [Fact]
    public void A_ledger_is_charged_and_refuses_what_its_limit_does_not_allow()
    {
        _shop.Run(Fit + "-Ledger tickets.ledger.jsonl -Count 1").Succeeds();

        var refused = Assert.Single(_shop.Run(Fit + "-Ledger tickets.ledger.jsonl -Count 1 -OutFile out.csv").Errors);

        Assert.StartsWith("SS2003,", refused.FullyQualifiedErrorId);
        Assert.Equal(["tickets.csv", "tickets.ledger.jsonl"], _shop.Files);
    }

    [Fact]
    public void A_public_vocabulary_is_all_that_texts_are_made_of_and_stop_words_can_be_named()
    {
        _shop.Write("words.txt", "Printer\npassword, unheard\n");

        var words = _shop.Run(Fit + "-Vocabulary words.txt -StopWord the, of -PrivacyUnit customer -MaxRowsPerUnit 3 -Count 200 | ForEach-Object { $_.body -split ' ' } | Where-Object { $_ }").Succeeds();

        Assert.Subset(new HashSet<string> { "of", "password", "printer", "the", "unheard" }, words.Lines.ToHashSet());
        Assert.Contains("printer", words.Lines);
    }

    [Theory]
    [InlineData("New-DpSyntheticText tickets.csv -TextProperty subject -Epsilon 1", "SS0210")]
    [InlineData("New-DpSyntheticText tickets.csv -TextProperty body -LabelProperty body -Epsilon 1", "SS0211")]
    [InlineData("New-DpSyntheticText tickets.csv -TextProperty body -Epsilon 1 -Vocabulary missing.txt", "SS0212")]
    [InlineData("New-DpSyntheticText tickets.csv -TextProperty body -Epsilon 1 -Vocabulary empty.txt", "SS0213")]
    [InlineData("New-DpSyntheticText tickets.csv -TextProperty body -Epsilon 1 -Vocabulary ./tickets.csv", "SS0180")]
    [InlineData("New-DpSyntheticText tickets.csv -TextProperty body -Epsilon 1 -Vocabulary words.txt", "SS0180")]
    [InlineData("[IO.FileInfo] \"$PWD/tickets.csv\" | New-DpSyntheticText -TextProperty body -Epsilon 1 -Vocabulary tickets.csv -WhatIf", "SS0180")]
    [InlineData("New-DpSyntheticText tickets.csv -TextProperty body -Epsilon 1 -Generator Oracle", "SS0113")]
    [InlineData("New-DpSyntheticText tickets.csv -TextProperty body", "SS0117")]
    [InlineData("New-DpSyntheticText tickets.csv -TextProperty body -Epsilon 1 -Count -1", "SS0114")]
    [InlineData("New-DpSyntheticText tickets.csv -TextProperty body -Epsilon 1 -OutFile tickets.csv", "SS0142")]
    [InlineData("New-DpSyntheticText -Model (New-DpModel tickets.csv -Epsilon 1)", "SS0215")]
    [InlineData("New-DpSyntheticText -Model tickets.dpmodel -Epsilon 1", "SS4007")]
    public void What_cannot_be_done_is_refused_before_anything_is_written(string script, string code)
    {
        _shop.Write("empty.txt", "...\n");
        File.CreateSymbolicLink(_shop.PathOf("words.txt"), "tickets.csv");

        var refused = Assert.Single(_shop.Run(script).Errors);

        Assert.Equal($"{code},SafeSynth.Commands.NewDpSyntheticTextCommand", refused.FullyQualifiedErrorId);
        Assert.Equal(["empty.txt", "tickets.csv", "words.txt"], _shop.Files);
    }

    /// <remarks>A folder takes the certificate's place once the first object has come, after the files were opened.</remarks>
    [Fact]
    public void A_fit_whose_texts_cannot_be_written_is_kept_beside_the_file_that_they_were_to_go_to()
    {
        var refused = Assert.Single(_shop.Run("""
            1..900 | ForEach-Object { [pscustomobject] @{ body = ('I forgot my password', 'The printer is out of paper')[$_ % 2]; queue = ('accounts', 'hardware')[$_ % 2] }; if ($_ -eq 9) { $null = [IO.Directory]::CreateDirectory("$PWD/out.certificate.json") } } |
                New-DpSyntheticText -TextProperty body -LabelProperty queue -Epsilon 6 -Count 20 -OutFile out.csv
            """).Errors);
        var texts = _shop.Run("New-DpSyntheticText -Model out.dpmodel -Count 5").Succeeds();

        Assert.Equal("SS1010,SafeSynth.Commands.NewDpSyntheticTextCommand", refused.FullyQualifiedErrorId);
        Assert.Contains(_shop.PathOf("out.dpmodel"), refused.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(5, texts.Output.Count);
        Assert.Equal(["out.dpmodel", "tickets.csv"], _shop.Files);
    }

    [Fact]
    public void What_belongs_to_a_fit_is_refused_with_a_model()
    {
        _shop.Run(Fit + "-Count 0 -SaveModel tickets.dpmodel").Succeeds();

        Assert.StartsWith(
            "SS0143,", Assert.Single(_shop.Run("New-DpSyntheticText -Model tickets.dpmodel -Vocabulary tickets.csv").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void Generators_of_texts_are_listed_and_completed()
    {
        Assert.Equal(["NGram", "SeededPrompt", "PrivateEvolution", "RawPrompt"], _shop.Run("(Get-DpGenerator -Text).Name").Succeeds().Lines);
        Assert.Equal(["NGram"], _shop.Run("$text = 'New-DpSyntheticText -Generator n'; (TabExpansion2 $text $text.Length).CompletionMatches.CompletionText").Succeeds().Lines);
        Assert.Equal(["queue"], _shop.Run("$text = 'New-DpSyntheticText tickets.csv -LabelProperty q'; (TabExpansion2 $text $text.Length).CompletionMatches.CompletionText").Succeeds().Lines);
    }
}
