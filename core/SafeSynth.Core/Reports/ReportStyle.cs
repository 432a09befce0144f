namespace SafeSynth.Reports;

/// <summary>The looks of the report: system fonts, light or dark as the reader has it, light on paper.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root {
          color-scheme: light dark;
          --page: #f6f7f9; --surface: #fff; --ink: #1b232c; --quiet: #5a6673; --line: #dfe4ea; --accent: #2f659c; --track: #e8edf2;
          --pass: #0b6b4f; --fail: #a63603; --open: #755a00; --other: #b34700;
          --chart-other: var(--other); --chart-surface: var(--surface); --chart-ink: var(--ink); --chart-quiet: var(--quiet); --chart-line: var(--line);
          --chart-bar: #4a82ba; --chart-missing: #a9b3be;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --page: #101419; --surface: #181d24; --ink: #e3e8ee; --quiet: #98a4b1; --line: #2b333c; --accent: #6fa6dd; --track: #262e37;
            --pass: #4cc79e; --fail: #ff9a6b; --open: #e2bf55; --other: #f2a154;
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
        .banner { position: sticky; top: 0; z-index: 1; background: var(--fail); color: var(--page); }
        .banner p { max-width: 66rem; margin: 0 auto; padding: 0.5rem clamp(1rem, 4vw, 2.5rem); font-size: 0.9rem; font-weight: 600; line-height: 1.4; }
        .pass { --tone: var(--pass); }
        .fail { --tone: var(--fail); }
        .inconclusive { --tone: var(--open); }
        .open { --tone: var(--quiet); }
        .overall, .gate { border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 0.6rem; background: var(--surface); }
        .overall { padding: 1rem 1.25rem; }
        .overall p { max-width: none; margin: 0; font-size: 1.2rem; line-height: 1.45; }
        .mark { display: flex; align-items: center; gap: 0.55rem; margin: 0; color: var(--tone); }
        .overall .mark { margin-bottom: 0.3rem; font-size: 1.5rem; line-height: 1.2; }
        .icon { flex: none; width: 1.25em; height: 1.25em; }
        .icon circle, .icon .plate { fill: var(--tone); stroke: none; }
        .icon path { fill: none; stroke: var(--surface); stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
        .gate { display: grid; grid-template-columns: 9.5rem 1fr; gap: 0 1rem; align-items: start; margin: 0 0 1rem; padding: 1rem 1.25rem; }
        .gate h3 { margin: 0 0 0.35rem; }
        .gate p { margin-bottom: 0.4rem; }
        .gate .note { margin: 0; }
        .gate .mark { font-size: 1.05rem; line-height: 1.25; }
        td.passed, td.failed, td.open { color: var(--tone); font-weight: 600; }
        td.passed { --tone: var(--pass); }
        td.failed { --tone: var(--fail); }
        code { font: 0.92em ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
        .note { color: var(--quiet); font-size: 0.9rem; }
        ul { padding-left: 1.15rem; }
        li { margin-bottom: 0.4rem; padding-left: 0.15rem; }
        li::marker { color: var(--quiet); }
        .facts { max-width: none; columns: 19rem; column-gap: 2.5rem; font-size: 0.95rem; }
        .facts li { break-inside: avoid; }
        h1, li, dd, figcaption { overflow-wrap: anywhere; }
        dl {
          display: flex; flex-wrap: wrap; gap: 1px; margin: 1.75rem 0 0;
          background: var(--line); border: 1px solid var(--line); border-radius: 0.6rem; overflow: hidden;
        }
        dl div { flex: 1 1 8.5rem; background: var(--surface); padding: 0.8rem 1rem; }
        .list { margin-top: 0; }
        .list div { flex: 1 1 100%; display: grid; grid-template-columns: 11rem 1fr; gap: 0 1rem; padding: 0.55rem 1rem; }
        .list dt { font-size: 0.88rem; }
        .list dd { font-weight: 400; font-size: 0.93rem; }
        dt { color: var(--quiet); font-size: 0.82rem; }
        dd { margin: 0; font-weight: 600; line-height: 1.35; font-variant-numeric: tabular-nums; }
        .scroll { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 0.6rem; margin: 0 0 1rem; }
        .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        .scroll.narrow { max-width: 44rem; }
        table { border-collapse: collapse; width: 100%; font-size: 0.93rem; line-height: 1.45; }
        th, td { padding: 0.55rem 1rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
        thead th { border-top: 0; color: var(--quiet); font-weight: 600; font-size: 0.82rem; vertical-align: bottom; }
        tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 12rem; }
        .last th, .last td { border-top: 2px solid var(--line); }
        tfoot th, tfoot td { border-top: 2px solid var(--line); font-weight: 600; }
        tfoot tr + tr th, tfoot tr + tr td { border-top: 1px solid var(--line); font-weight: 400; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
        thead .number { white-space: normal; text-wrap: balance; }
        sup { line-height: 0; }
        td small, tbody th small { display: block; font-weight: 400; color: var(--quiet); font-size: 0.86em; }
        td.look span, td.look small { display: inline-block; margin-right: 0.6rem; }
        .share { width: 26%; min-width: 10rem; }
        .narrow .share { width: 37%; }
        .measure { display: flex; align-items: center; gap: 0.75rem; }
        .measure span { flex: 0 0 3.6rem; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .measure div { flex: 1; height: 5px; border-radius: 2.5px; background: var(--track); overflow: hidden; }
        .measure i { display: block; height: 100%; background: var(--accent); }
        td.number small { white-space: nowrap; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem; align-items: start; }
        .pair:not(:last-child) { margin-bottom: 1rem; }
        .pair figure { max-width: 36rem; margin: 0; }
        .pair + .note { margin-top: 1rem; }
        .pair .share { width: 38%; min-width: 7rem; }
        .charts { columns: 25rem; column-gap: 1rem; }
        figure {
          margin: 0 0 1rem; padding: 0.4rem 0.4rem 0.8rem; break-inside: avoid;
          background: var(--surface); border: 1px solid var(--line); border-radius: 0.6rem;
        }
        figure svg { display: block; width: 100%; height: auto; }
        figcaption::first-letter { text-transform: uppercase; }
        figcaption { padding: 0.2rem 0.7rem 0; color: var(--quiet); font-size: 0.86rem; line-height: 1.4; }
        details { padding: 0.3rem 0.7rem 0; font-size: 0.86rem; }
        summary { color: var(--quiet); cursor: pointer; }
        details table { font-size: 0.93em; margin-top: 0.3rem; }
        details th, details td { padding: 0.2rem 0.4rem; }
        details tbody th { font-weight: 400; min-width: 0; }
        footer { margin-top: 4rem; padding-top: 1.25rem; padding-bottom: 3rem; }
        @media (max-width: 36rem) {
          .gate, .list div { grid-template-columns: 1fr; }
          th, td { padding: 0.5rem 0.7rem; }
          .lede { font-size: 1.1rem; }
          .scroll:not(.narrow) table { min-width: 38rem; }
          .narrow .share { min-width: 7rem; }
          .charts { margin: 0 -1rem; }
          figure { padding-left: 0; padding-right: 0; border-left: 0; border-right: 0; border-radius: 0; }
          figcaption { padding: 0 1rem; }
        }
        @media print {
          @page { margin: 14mm; }
          :root { --page: #fff; }
          /* A page box that is no whole number of pixels wide cuts off the borders that touch its right edge. */
          html { font-size: 9.5pt; padding-right: 1.5px; }
          /* What stands in the head of a table is printed on every page that the table goes on to. */
          .owners { display: table; width: 100%; }
          .owners .page { display: table-row-group; }
          .banner { position: static; display: table-header-group; break-inside: avoid; color: var(--fail); background: none; }
          .banner p { max-width: none; margin: 0 0 1rem; padding: 0.35rem 0.7rem; border: 1.5px solid var(--fail); border-radius: 0.3rem; }
          details { display: none; }
          tfoot { display: table-row-group; }
          header, main, footer { max-width: none; padding: 0; }
          section { margin-top: 2rem; }
          .scroll { overflow: visible; }
          h2, h3 { break-after: avoid; }
          tr, p, figure, dl, li, .gate, .overall { break-inside: avoid; }
          .charts { columns: 2; }
          .pair { grid-template-columns: 1fr 1fr; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """;
}
