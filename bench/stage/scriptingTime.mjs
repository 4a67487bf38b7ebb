const NO_SCRIPT = ['(root)', '(program)', '(idle)'];

/** Milliseconds of JavaScript while `work` runs, including promises, which Chromium's own counter omits. */
export async function scriptingTime(devtools, work) {
  await devtools.send('Profiler.enable');
  await devtools.send('Profiler.setSamplingInterval', { interval: 100 });
  await devtools.send('Profiler.start');
  await work();
  const { profile } = await devtools.send('Profiler.stop');
  const silent = new Set(
    profile.nodes.filter(({ callFrame }) => NO_SCRIPT.includes(callFrame.functionName)).map(({ id }) => id),
  );
  return profile.samples.reduce(
    (spent, id, at) => spent + (silent.has(id) ? 0 : (profile.timeDeltas[at + 1] ?? 0) / 1000),
    0,
  );
}
