import { html } from '../../shared/reports/html/markup.ts';

/**
 * For a phone at night: one column, text of 17 px that does not make a browser zoom into fields, targets of at least 48 px, light
 * or dark as the phone is. Text has a contrast of at least 4.5 on its ground, edges of fields one of 3 (WCAG AA).
 */
export const pageStyle = html`
:root{color-scheme:light dark;--bg:#f4f6f8;--surface:#fff;--border:#d3dae1;--edge:#76828e;--text:#17202a;--text-2:#4f5c69;--accent:#0b5cad;--on-accent:#fff;
--ok:#176f3d;--ok-bg:#e5f4ea;--warn:#874a00;--warn-bg:#fdf0d9;--bad:#b3141d;--bad-bg:#fdebea;--code:#eef1f4}
@media (prefers-color-scheme:dark){:root{--bg:#0d1217;--surface:#151b22;--border:#2a343f;--edge:#74828f;--text:#e6ebf0;--text-2:#9fadba;
--accent:#74b5f5;--on-accent:#08131e;--ok:#58c987;--ok-bg:#12281c;--warn:#f0b34a;--warn-bg:#2d230f;--bad:#ff8f89;--bad-bg:#35191b;--code:#1d252e}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
main{max-width:38rem;margin:0 auto;padding:1.25rem 1rem 3rem}
h1{margin:.75rem 0 .5rem;font-size:1.45rem;line-height:1.25}
h2{margin:0 0 .5rem;font-size:1.1rem}
p{margin:.35rem 0}
a{color:var(--accent)}
.pills{display:flex;flex-wrap:wrap;gap:.5rem;margin:0;padding:0;list-style:none}
.pill{padding:.15rem .75rem;border-radius:1rem;background:var(--code);color:var(--text);font-size:.9rem;font-weight:600}
.tone-ok{background:var(--ok-bg);color:var(--ok)}
.tone-warning{background:var(--warn-bg);color:var(--warn)}
.tone-critical{background:var(--bad-bg);color:var(--bad)}
.tone-info{background:var(--code);color:var(--accent)}
.notice{margin:0 0 1rem;padding:.6rem .9rem;border-left:4px solid var(--warn);border-radius:.25rem;background:var(--warn-bg)}
.standing{margin:.75rem 0;font-weight:600}
.card{margin:1rem 0 0;padding:1rem;border:1px solid var(--border);border-radius:.75rem;background:var(--surface)}
button{display:block;width:100%;min-height:3.25rem;padding:.6rem 1rem;border:2px solid var(--accent);border-radius:.75rem;background:transparent;color:var(--accent);font:inherit;font-weight:700;cursor:pointer}
button.main{min-height:4rem;background:var(--accent);color:var(--on-accent);font-size:1.2rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
summary{display:flex;align-items:center;min-height:3rem;color:var(--accent);font-weight:600;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary::after{content:"+";margin-left:auto;padding-left:1rem;font-size:1.5rem;line-height:1}
details[open]>summary::after{content:"\\2212"}
details.card{padding-top:.25rem;padding-bottom:.25rem}
details.card[open]{padding-bottom:1rem}
label,legend{display:block;margin:.75rem 0 .3rem;padding:0;font-weight:600}
.hint{font-weight:400;color:var(--text-2)}
input[type=text]{display:block;width:100%;min-height:3rem;padding:.6rem .75rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--bg);color:var(--text);font:inherit}
fieldset{margin:0;padding:0;border:0}
.choices{display:grid;grid-template-columns:1fr 1fr;gap:.5rem}
.choice{display:flex;align-items:center;gap:.6rem;min-height:3rem;margin:0;padding:.4rem .75rem;border:1px solid var(--edge);border-radius:.5rem;font-weight:400;cursor:pointer}
.check{margin:.75rem 0 0}
.choice input{width:1.35rem;height:1.35rem;margin:0;flex:none;accent-color:var(--accent)}
form button{margin-top:1rem}
form button.main{margin-top:0}
dl{margin:0}
dt{margin-top:.7rem;color:var(--text-2);font-size:.9rem}
dt:first-child{margin-top:0}
dd{margin:0}
ul,ol{margin:.35rem 0;padding-left:1.4rem}
li{margin:.35rem 0}
dd ul{padding-left:1.1rem}
code{display:block;margin-top:.25rem;padding:.5rem .6rem;border-radius:.5rem;background:var(--code);font:.9rem/1.45 ui-monospace,"SF Mono",Menlo,Consolas,monospace;white-space:pre-wrap}
.links{display:flex;flex-wrap:wrap;gap:0 1.5rem;margin:.5rem 0 0;padding:0;list-style:none}
.links a{display:inline-flex;align-items:center;min-height:3rem}
footer{margin-top:1.5rem;color:var(--text-2);font-size:.9rem}
`;
