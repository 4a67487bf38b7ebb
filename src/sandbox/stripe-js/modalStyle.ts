/**
 * A heading takes the focus so that screen readers read it, and has no ring because it is not interactive. The list keeps
 * the height of all its banks, so that a search moves nothing below it. Scrolling areas cut off a ring with an offset.
 */
export const MODAL_STYLE = `
dialog { --text: #1f2430; --muted: #5c6373; --bg: #fff; --line: #e1e4ea; --soft: #f5f6f9; --primary: #5a4ff3; --danger: #b4123a;
  width: min(440px, calc(100vw - 32px)); max-height: calc(100dvh - 32px); padding: 0; border: 1px solid transparent; border-radius: 16px; overflow: auto;
  background: var(--bg); color: var(--text); font: 15px/1.5 system-ui, sans-serif; text-align: start; box-shadow: 0 24px 80px #0006; }
@media (prefers-color-scheme: dark) { dialog { color-scheme: dark; --text: #eceef3; --muted: #a9b0bf; --bg: #1b1e27; --line: #343947; --soft: #252936; --primary: #8f87ff; --danger: #ff8fa6; } }
dialog::backdrop { background: #0b0f1c99; }
* { box-sizing: border-box; }
header { display: flex; gap: 12px; align-items: flex-start; justify-content: space-between; padding: 24px 24px 0; }
h2 { margin: 0; font-size: 20px; line-height: 1.3; }
.body, form { display: grid; gap: 14px; } .body { padding: 16px 24px 24px; }
p, ul, fieldset { margin: 0; } ul { padding-inline-start: 20px; } fieldset { border: 0; padding: 0; display: grid; gap: 8px; }
.muted { color: var(--muted); } .error { color: var(--danger); } .error:empty { display: none; }
button { font: inherit; color: inherit; cursor: pointer; min-height: 44px; padding: 8px 16px; border-radius: 10px; border: 1px solid var(--line); background: var(--bg); font-weight: 550; }
button:hover { background: var(--soft); }
button.primary { background: var(--primary); border-color: transparent; color: #fff; }
@media (prefers-color-scheme: dark) { button.primary { color: #14121f; } }
button.x { min-height: 32px; width: 32px; padding: 0; border: 0; font-size: 22px; line-height: 1; color: var(--muted); }
:focus-visible { outline: 2px solid var(--primary); outline-offset: 2px; }
h2:focus-visible { outline: none; } .bank:focus-visible { outline-offset: 0; }
.found { height: min(300px, 52px * var(--banks)); margin-inline: -2px; overflow: auto; }
.banks { list-style: none; display: grid; gap: 6px; padding: 2px; }
.bank { width: 100%; display: flex; gap: 12px; align-items: center; text-align: start; }
.bank i { display: grid; place-items: center; width: 28px; height: 28px; border-radius: 8px; background: var(--soft); color: var(--primary); font-style: normal; font-weight: 700; }
label, .field { display: grid; gap: 4px; } label { font-weight: 550; }
input:not([type=radio], [type=checkbox]) { font: inherit; color: inherit; min-height: 44px; padding: 8px 12px; border-radius: 10px; border: 1px solid var(--line); background: var(--bg); }
input[aria-invalid=true] { border-color: var(--danger); }
.choice { display: flex; align-items: center; gap: 12px; min-height: 48px; padding: 8px 14px; border: 1px solid var(--line); border-radius: 10px; font-weight: 450; cursor: pointer; }
.choice:has(:checked) { border-color: var(--primary); background: var(--soft); }
.choice input { width: 18px; height: 18px; accent-color: var(--primary); }
@media (max-width: 480px) { dialog { width: 100vw; max-width: 100vw; margin: auto 0 0; border-radius: 16px 16px 0 0; } }
`;
