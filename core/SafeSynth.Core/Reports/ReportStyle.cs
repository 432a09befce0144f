namespace SafeSynth.Reports;

/// <summary>The looks of the report: system fonts, light or dark as the reader has it, light on paper.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root {
          color-scheme: light dark;
          --page: #f6f7f9; --surface: #fff; --ink: #1b232c; --quiet: #5a6673; --line: #dfe4ea; --accent: #2f659c; --track: #e8edf2;
          --chart-surface: var(--surface); --chart-ink: var(--ink); --chart-quiet: var(--quiet); --chart-line: var(--line);
          --chart-bar: var(--accent); --chart-missing: #a9b3be;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --page: #101419; --surface: #181d24; --ink: #e3e8ee; --quiet: #98a4b1; --line: #2b333c; --accent: #6fa6dd; --track: #262e37;
            --chart-missing: #75818e;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--page); color: var(--ink); overflow-wrap: break-word;
          font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
        }
        header, main, footer { max-width: 66rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2.5rem); }
        header { padding-top: clamp(2rem, 6vw, 4.5rem); }
        h1, h2, h3 { line-height: 1.2; text-wrap: balance; font-weight: 650; letter-spacing: -0.011em; }
        h1 { font-size: clamp(1.75rem, 1.2rem + 2.4vw, 2.75rem); margin: 0.25rem 0 1rem; letter-spacing: -0.02em; }
        h2 { font-size: 1.45rem; margin: 0 0 0.75rem; }
        h3 { font-size: 1.05rem; margin: 2rem 0 0.5rem; }
        p, ul { max-width: 44rem; margin: 0 0 1rem; text-wrap: pretty; }
        section { margin-top: clamp(2.5rem, 6vw, 4rem); }
        .kicker { margin: 0; color: var(--accent); font-size: 0.9rem; font-weight: 600; }
        .lede { font-size: 1.2rem; line-height: 1.5; }
        .promise { font-size: 1.1rem; padding-left: 1.1rem; border-left: 3px solid var(--accent); }
        .note { color: var(--quiet); font-size: 0.9rem; }
        ul { padding-left: 1.15rem; }
        li { margin-bottom: 0.4rem; padding-left: 0.15rem; }
        li::marker { color: var(--quiet); }
        .facts { max-width: none; columns: 19rem; column-gap: 2.5rem; font-size: 0.95rem; }
        .facts li { break-inside: avoid; }
        h1, li, dd, figcaption { overflow-wrap: anywhere; }
        dl {
          display: grid; grid-template-columns: repeat(6, 1fr); gap: 1px; margin: 1.75rem 0 0;
          background: var(--line); border: 1px solid var(--line); border-radius: 0.6rem; overflow: hidden;
        }
        dl div { background: var(--surface); padding: 0.8rem 1rem; }
        dt { color: var(--quiet); font-size: 0.82rem; }
        dd { margin: 0; font-weight: 600; line-height: 1.35; font-variant-numeric: tabular-nums; }
        .scroll { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 0.6rem; margin: 0 0 1rem; }
        .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        .scroll.narrow { max-width: 44rem; }
        table { border-collapse: collapse; width: 100%; font-size: 0.93rem; line-height: 1.45; }
        th, td { padding: 0.55rem 1rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
        thead th { border-top: 0; color: var(--quiet); font-weight: 600; font-size: 0.82rem; vertical-align: bottom; }
        tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 8rem; }
        tfoot th, tfoot td { border-top: 2px solid var(--line); font-weight: 600; }
        tfoot tr + tr th, tfoot tr + tr td { border-top: 1px solid var(--line); font-weight: 400; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
        sup { line-height: 0; }
        td small { display: block; color: var(--quiet); font-size: 0.86em; }
        td.look span, td.look small { display: inline-block; margin-right: 0.6rem; }
        .share { width: 26%; min-width: 10rem; }
        .narrow .share { width: 37%; }
        .measure { display: flex; align-items: center; gap: 0.75rem; }
        .measure span { flex: 0 0 3.6rem; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .measure div { flex: 1; height: 5px; border-radius: 2.5px; background: var(--track); overflow: hidden; }
        .measure i { display: block; height: 100%; background: var(--accent); }
        .charts { columns: 25rem; column-gap: 1rem; }
        figure {
          margin: 0 0 1rem; padding: 0.4rem 0.4rem 0.8rem; break-inside: avoid;
          background: var(--surface); border: 1px solid var(--line); border-radius: 0.6rem;
        }
        figure svg { display: block; width: 100%; height: auto; }
        figcaption::first-letter { text-transform: uppercase; }
        figcaption { padding: 0.2rem 0.7rem 0; color: var(--quiet); font-size: 0.86rem; line-height: 1.4; }
        footer { margin-top: 4rem; padding-top: 1.25rem; padding-bottom: 3rem; }
        @media (max-width: 56rem) { dl { grid-template-columns: repeat(3, 1fr); } }
        @media (max-width: 36rem) {
          dl { grid-template-columns: repeat(2, 1fr); }
          th, td { padding: 0.5rem 0.7rem; }
          .lede { font-size: 1.1rem; }
          .scroll:not(.narrow) table { min-width: 38rem; }
          .narrow .share { min-width: 7rem; }
          .charts { margin: 0 -1rem; }
          figure { padding-left: 0; padding-right: 0; border-left: 0; border-right: 0; border-radius: 0; }
          figcaption { padding: 0 1rem; }
        }
        @media print {
          :root { --page: #fff; }
          html { font-size: 9.5pt; }
          dl { grid-template-columns: repeat(6, 1fr); }
          tfoot { display: table-row-group; }
          header, main, footer { max-width: none; padding: 0; }
          section { margin-top: 2rem; }
          .scroll { overflow: visible; }
          h2, h3 { break-after: avoid; }
          tr, figure, dl, li { break-inside: avoid; }
          .charts { columns: 2; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """;
}
