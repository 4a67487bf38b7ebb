/**
 * Connect.js's variables as CSS custom properties. Derived colours are mixed from them, so that any background works. A
 * heading takes the focus so that screen readers read it, and has no ring because it is not interactive. An amount is as
 * large as fits on one line. A dialog's transparent border becomes visible in forced-colours mode.
 */
export const STYLE = `
:host { display: block; container-type: inline-size; }
:host([hidden]) { display: none; }
.root {
  --primary: var(--colorPrimary, #635bff); --bg: var(--colorBackground, #fff); --text: var(--colorText, #30313d);
  --muted: var(--colorSecondaryText, color-mix(in srgb, var(--text) 72%, var(--bg)));
  --line: var(--colorBorder, color-mix(in srgb, var(--text) 14%, var(--bg)));
  --soft: var(--offsetBackgroundColor, color-mix(in srgb, var(--text) 5%, var(--bg)));
  --danger: var(--colorDanger, #c0123c); --radius: var(--borderRadius, 8px);
  --link: var(--actionPrimaryColorText, var(--primary)); --unit: var(--spacingUnit, 8px);
  background: var(--bg); color: var(--text); font-family: var(--fontFamily, inherit);
  font-size: var(--fontSizeBase, 14px); line-height: 1.45; text-align: start;
}
* { box-sizing: border-box; }
h2, h3, p, dl, dd, ul { margin: 0; padding: 0; }
h2 { font-size: 1.15em; font-weight: 650; } h3 { font-size: 1em; font-weight: 600; }
.muted { color: var(--muted); } .small { font-size: .9em; }
.head { display: flex; flex-wrap: wrap; gap: var(--unit); align-items: center; justify-content: space-between; margin-bottom: calc(var(--unit) * 1.5); }
.stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(var(--unit) * 3); }
.row { display: flex; flex-wrap: wrap; gap: var(--unit); align-items: center; }
button, input, select { font: inherit; color: inherit; }
button { cursor: pointer; padding: .42em .9em; border-radius: var(--buttonBorderRadius, 6px);
  border: 1px solid var(--buttonSecondaryColorBorder, var(--line));
  background: var(--buttonSecondaryColorBackground, var(--bg)); color: var(--buttonSecondaryColorText, var(--text)); font-weight: 550; }
button:hover { background: color-mix(in srgb, var(--text) 6%, var(--buttonSecondaryColorBackground, var(--bg))); }
button.primary { border-color: transparent; background: var(--buttonPrimaryColorBackground, var(--primary)); color: var(--buttonPrimaryColorText, #fff); }
button.primary:hover { filter: brightness(1.06); }
button.danger { border-color: transparent; background: var(--buttonDangerColorBackground, var(--danger)); color: var(--buttonDangerColorText, #fff); }
button.link { padding: .2em 0; border: 0; background: none; color: var(--link); text-align: start; }
button.link:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--formHighlightColorBorder, var(--primary)); outline-offset: 2px; }
h2:focus-visible { outline: none; }
.chips button { border-radius: 99px; padding: .25em .8em; font-size: .92em; }
.chips button[aria-pressed=true] { background: color-mix(in srgb, var(--primary) 14%, var(--bg)); border-color: var(--primary); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: var(--radius); }
table { width: 100%; border-collapse: collapse; }
caption, .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th { font-weight: 550; color: var(--muted); font-size: .88em; background: var(--soft); }
th, td { text-align: start; padding: calc(var(--unit) * 1.1) calc(var(--unit) * 1.5); white-space: nowrap; border-bottom: 1px solid var(--line); }
tr:last-child td { border-bottom: 0; } tbody tr:hover { background: var(--soft); }
.number:not(:first-child) { text-align: end; }
.number { font-variant-numeric: tabular-nums; font-weight: 550; }
.badge { display: inline-block; padding: .08em .6em; border-radius: var(--badgeBorderRadius, 99px); font-size: .86em; font-weight: 550;
  background: var(--badgeNeutralColorBackground, color-mix(in srgb, var(--text) 9%, var(--bg))); color: var(--badgeNeutralColorText, var(--text)); }
.badge.good { background: var(--badgeSuccessColorBackground, color-mix(in srgb, #1a7f37 16%, var(--bg))); color: var(--badgeSuccessColorText, color-mix(in srgb, #1a7f37 45%, var(--text))); }
.badge.wait { background: var(--badgeWarningColorBackground, color-mix(in srgb, #b8860b 18%, var(--bg))); color: var(--badgeWarningColorText, color-mix(in srgb, #8a5a00 45%, var(--text))); }
.badge.bad { background: var(--badgeDangerColorBackground, color-mix(in srgb, var(--danger) 14%, var(--bg))); color: var(--badgeDangerColorText, color-mix(in srgb, var(--danger) 50%, var(--text))); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 140px), 1fr)); gap: calc(var(--unit) * 1.5); }
.card { border: 1px solid var(--line); border-radius: var(--radius); padding: calc(var(--unit) * 2); }
.cards > .card { container-type: inline-size; }
.big { font-size: 1.6em; overflow-wrap: anywhere; font-weight: 650; font-variant-numeric: tabular-nums; letter-spacing: -.01em; }
.cards .big { font-size: clamp(.8em, 140cqi / var(--length), 1.6em); }
dl { display: grid; grid-template-columns: minmax(90px, auto) 1fr; gap: calc(var(--unit) * .9) calc(var(--unit) * 2); }
dl + .row { margin-top: calc(var(--unit) * 2); }
dt { color: var(--muted); } dd { overflow-wrap: anywhere; }
form { display: grid; gap: calc(var(--unit) * 2); max-width: 480px; }
label { display: grid; gap: .35em; font-weight: 550; }
input, select { width: 100%; min-height: 2.5em; padding: .4em .7em; border: 1px solid var(--line); border-radius: var(--formBorderRadius, 6px);
  background: var(--formBackgroundColor, var(--bg)); font-weight: 400; }
input[aria-invalid=true] { border-color: var(--danger); }
.error { color: color-mix(in srgb, var(--danger) 75%, var(--text)); font-size: .9em; font-weight: 450; }
.bar { margin: var(--unit) 0 calc(var(--unit) * 2.5); height: 4px; border-radius: 4px; background: var(--soft); overflow: hidden; }
.bar i { display: block; height: 100%; background: var(--primary); transition: inline-size .2s; }
.banner { display: flex; flex-wrap: wrap; gap: calc(var(--unit) * 1.5); align-items: center; justify-content: space-between;
  padding: calc(var(--unit) * 1.5) calc(var(--unit) * 2); border: 1px solid var(--line); border-inline-start: 4px solid var(--primary); border-radius: var(--radius); background: var(--soft); }
.chart { display: flex; align-items: flex-end; gap: 3px; height: 150px; padding-top: var(--unit); border-bottom: 1px solid var(--line); }
.chart i { flex: 1; border-radius: 3px 3px 0 0; background: var(--primary); min-height: 2px; opacity: .85; }
dialog { padding: 0; border: 1px solid transparent; width: min(440px, 100vw - 32px); max-height: calc(100dvh - 32px); overflow: auto;
  border-radius: var(--overlayBorderRadius, 12px); background: var(--bg); color: var(--text); box-shadow: 0 20px 60px #0005; }
dialog.drawer { margin: 0 0 0 auto; height: 100dvh; max-height: 100dvh; border-radius: 0; }
[dir=rtl] dialog.drawer { margin: 0 auto 0 0; }
dialog::backdrop { background: var(--overlayBackdropColor, #0b0f1c99); }
.sheet { display: grid; gap: calc(var(--unit) * 2.5); padding: calc(var(--unit) * 3); }
@container (max-width: 420px) {
  th, td { padding: var(--unit); } td.wide, th.wide { display: none; } dl { grid-template-columns: 1fr; gap: .1em; } dd { margin-bottom: var(--unit); }
}
@media (forced-colors: active) {
  .chips button[aria-pressed=true] { padding: calc(.25em - 1px) calc(.8em - 1px); border: 2px solid Highlight; }
  .bar, .chart { forced-color-adjust: none; border-color: CanvasText; } .bar { background: Canvas; outline: 1px solid CanvasText; } .bar i, .chart i { background: CanvasText; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
