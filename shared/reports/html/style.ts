import { html } from './markup.ts';

/**
 * The style of every document: one column, readable on a phone and on paper, light or dark as the reader's machine is. Text on
 * its ground has a contrast of at least 4.5 (WCAG AA). No address in it: a document loads nothing.
 */
export const documentStyle = html`
:root{color-scheme:light dark;--bg:#f4f6f8;--surface:#fff;--border:#dbe0e6;--text:#17202a;--text-2:#4f5c69;--accent:#0b5cad;
--ok:#176f3d;--ok-bg:#e5f4ea;--warn:#874a00;--warn-bg:#fdf0d9;--bad:#b3141d;--bad-bg:#fdebea;--code:#eef1f4}
@media (prefers-color-scheme:dark){:root{--bg:#0d1217;--surface:#151b22;--border:#2a343f;--text:#e6ebf0;--text-2:#9fadba;
--accent:#74b5f5;--ok:#58c987;--ok-bg:#12281c;--warn:#f0b34a;--warn-bg:#2d230f;--bad:#ff8f89;--bad-bg:#35191b;--code:#1d252e}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:62rem;margin:0 auto;padding:2rem 1rem 3rem}
header{margin-bottom:1.25rem}
h1{margin:0;font-size:1.6rem;line-height:1.25}
h2{margin:0 0 .75rem;font-size:1.1rem}
h3{margin:1rem 0 .5rem;font-size:1rem}
p{margin:.25rem 0}
a{color:var(--accent)}
.muted{color:var(--text-2)}
.small{font-size:.8125rem}
.card{margin:1rem 0;padding:1rem 1.125rem;border:1px solid var(--border);border-radius:.5rem;background:var(--surface)}
.gists{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0 0;padding:0;list-style:none}
.pill{display:inline-block;padding:.1rem .6rem;border-radius:1rem;background:var(--code);color:var(--text-2);font-size:.8125rem;font-weight:600;white-space:nowrap}
.gists .pill{padding:.3rem .8rem;font-size:.875rem;white-space:normal}
.tone-ok{background:var(--ok-bg);color:var(--ok)}
.tone-warning{background:var(--warn-bg);color:var(--warn)}
.tone-critical{background:var(--bad-bg);color:var(--bad)}
.tone-info{background:var(--code);color:var(--accent)}
.problem{margin:0 0 .75rem;padding:.5rem .75rem;border-left:3px solid var(--warn);background:var(--warn-bg)}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.45rem .75rem .45rem 0;border-bottom:1px solid var(--border);text-align:left;vertical-align:top}
th:last-child,td:last-child{padding-right:0}
tr:last-child td{border-bottom:0}
th{color:var(--text-2);font-size:.8125rem;font-weight:600;white-space:nowrap}
th,td{min-width:5.5rem}
th:first-child:not(:last-child),td:first-child{min-width:8rem}
.right{min-width:0;text-align:right;white-space:nowrap}
.right + :not(.right){padding-left:.5rem}
.wide{min-width:14rem}
.sub{padding-left:1rem;color:var(--text-2)}
.nowrap{white-space:nowrap}
.good{color:var(--ok)}.ill{color:var(--bad)}
tr.grade-critical td:first-child{box-shadow:inset 3px 0 var(--bad);padding-left:.6rem}
tr.grade-warning td:first-child{box-shadow:inset 3px 0 var(--warn);padding-left:.6rem}
tr.grade-info td:first-child{box-shadow:inset 3px 0 var(--accent);padding-left:.6rem}
tr.grade-ok td:first-child{box-shadow:inset 3px 0 var(--ok);padding-left:.6rem}
code{padding:.05rem .3rem;border-radius:.25rem;background:var(--code);font:.8125rem/1.45 ui-monospace,"SF Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
td code{display:inline-block;min-width:12rem}
.spark{display:block;width:10rem;height:2rem}
.spark .line{fill:none;stroke:var(--accent);stroke-width:1.5;stroke-linejoin:round;stroke-linecap:round}
.spark .target{stroke:var(--text-2);stroke-dasharray:3 3}
.spark circle{fill:var(--accent)}
.bar-ok{fill:var(--ok)}.bar-warning{fill:var(--warn)}.bar-critical{fill:var(--bad)}.bar-none{fill:var(--border)}
.finding{padding:.75rem 0;border-top:1px solid var(--border)}
.finding:first-of-type{border-top:0;padding-top:0}
.finding h4{display:inline;margin:0 0 0 .4rem;font-size:1rem}
.finding p{margin:.35rem 0}
.facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.1rem 1rem;margin:.35rem 0;font-size:.875rem}
.facts dt{color:var(--text-2)}
.facts dd{margin:0;overflow-wrap:anywhere}
.remedy{padding-left:.75rem;border-left:3px solid var(--accent)}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.75rem;margin:0;padding:0;list-style:none}
.tiles li{padding:.6rem .75rem;border:1px solid var(--border);border-radius:.5rem}
.tiles b{display:block;font-size:1.15rem;font-variant-numeric:tabular-nums}
footer{margin-top:1.5rem;color:var(--text-2);font-size:.8125rem}
@media print{body{background:#fff}.card{break-inside:avoid}}
`;
