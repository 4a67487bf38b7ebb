// docs/performance.md from the results of one whole run.
import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { shownNumber, withUnit } from './shownNumber.mjs';

const PAGE = new URL('../docs/performance.md', import.meta.url);

export async function writeTable(results, rows, { processors, load, node, chromium }) {
  const names = Object.keys(results);
  const lines = names.map((name) => {
    const { value, peer, ratio, unit, target, met } = results[name];
    const cells = [
      `\`${name}\``,
      rows[name].what,
      withUnit(value, unit),
      peer === null ? '–' : shownNumber(peer),
      ratio === null ? '–' : ratio.toFixed(2),
      target,
      met ? 'yes' : '**no**',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const missed = names.filter((name) => !results[name].met);
  const floors = names.filter((name) => results[name].floor !== undefined);
  const swinging = names.filter((name) => rows[name].swings);
  const text = `# Performance

Written by \`npm run bench\`; do not edit. Every row is measured beside its peer in one run, in rounds that take turns,
and the median is shown. A time says little by itself: look at the ratio. Each row's code is in
[\`bench/rows/\`](../bench/rows) and says how it is measured.

The peer is \`@stripe/react-connect-js\` written as its users write it: an instance made by an effect, and a \`fetch\` in
\`fetchClientSecret\`. Both run on the [sandbox](sandbox.md), in the same browser, so no figure has Stripe's own network
or drawing in it.

This run: ${processors} processors, Node ${node.slice(1)}, Chromium ${chromium}; load average ${load.toFixed(1)} when it began${load > 1 ? ', so the machine had other work to do' : ''}.

| row | what | ours | peer | ratio | target | met |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}

## Floors

What nothing on this machine and this sandbox could be faster than, measured in the same rounds:

${floors
  .map((name) => {
    const { value, floor, unit } = results[name];
    return `- \`${name}\`: ${rows[name].floor}. ${shownNumber(floor)} ${unit}; ours is ${(value / floor).toFixed(2)} × that.`;
  })
  .join('\n')}

## What one run does not tell

A machine that others use too is not the same from one run to the next, and these ratios move with it:

${swinging.map((name) => `- \`${name}\`: ${rows[name].swings}.`).join('\n')}

## What is missed

${
  missed.length
    ? missed
        .map(
          (name) =>
            `- \`${name}\`: ${results[name].note ?? rows[name].whenMissed ?? 'the cause is not known yet.'}`,
        )
        .join('\n')
    : 'Nothing, in this run.'
}
`;
  const config = await resolveConfig(PAGE);
  await writeFile(PAGE, await format(text, { ...config, parser: 'markdown' }));
}
