// zen_benchmark.js CASES [--rounds N] [--no-limit]: the cards of `jifen-bench evaluate --peer-cases CASES` computed by
// GoRules zen with its trace on, which is what it has for reasons. First every stage and total is compared with ours.
// Prints the time of each form of the trace and the ratio of our rate to the best of theirs: one at a time beside one
// thread of ours, several at a time, for which zen takes all threads, beside all of ours. The lower ratio counts; exits
// with 1 if that misses the limit or anything differs.
'use strict';

const fs = require('node:fs');
const { ZenEngine, ZenDecisionContent } = require('@gorules/zen-engine');
const { version } = require('@gorules/zen-engine/package.json');
const { decision } = require('./decision.js');

const limit = 50;
const exact = 1e-9; // of points; a double carries a total of 100 to about 1e-14
// Zen rounds ties away from zero where we round to even: a millionth for each of 18 indicators and its weighting, at most.
const agreement = 4e-5;
const inFlight = 8;

// What is measured: the form of the trace, how many evaluations at a time, and a name.
const ways = [
  ['string', 1, 'trace as a text, one at a time'],
  ['string', inFlight, `trace as a text, ${inFlight} at a time`],
  ['reference', 1, 'trace as objects with references'],
  [true, 1, 'trace as plain objects'],
  [false, 1, 'no trace (for information)'],
];

// How far two totals are apart; two that were not scored agree.
const distance = (ours, theirs) =>
  ours === null || theirs === null ? (ours === theirs ? 0 : Infinity) : Math.abs(Number(ours) - theirs);

// How many stages and totals are the same, and how many but for ties.
async function compare(zen, cases) {
  const counts = { same: 0, agreed: 0 };
  for (const { dossier, stage, total } of cases) {
    const { result } = await zen.evaluate(dossier, { trace: false });
    const apart = (result.stage ?? null) === stage ? distance(total, result.total ?? null) : Infinity;
    if (apart <= exact) counts.same += 1;
    if (apart <= agreement) counts.agreed += 1;
    else console.log(`differs: ours ${stage} ${total}, zen ${result.stage} ${result.total}`);
  }
  return counts;
}

// Nanoseconds of an evaluation in one walk over all cases.
async function walk(zen, cases, trace, together) {
  const begin = process.hrtime.bigint();
  for (let i = 0; i < cases.length; i += together) {
    await Promise.all(cases.slice(i, i + together).map(({ dossier }) => zen.evaluate(dossier, { trace })));
  }
  return Number(process.hrtime.bigint() - begin) / cases.length;
}

const median = (figures) => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)];

async function main([file, ...flags]) {
  const rounds = flags.includes('--rounds') ? Number(flags[flags.indexOf('--rounds') + 1]) : 5;
  const { indicators, cases, evaluate_ns: evaluateNs, all_threads_ns: allThreadsNs, card_ns: cardNs } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const zen = new ZenEngine().createDecision(new ZenDecisionContent(decision(indicators)));
  const { same, agreed } = await compare(zen, cases);
  console.log(`zen ${version}, node ${process.versions.node}, ${rounds} rounds: of ${cases.length} stages and totals ` +
    `${same} agree within ${exact}, ${agreed} but for rounded ties`);
  const times = ways.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [i, [trace, together]] of ways.entries()) times[i].push(await walk(zen, cases, trace, together));
  }
  const medians = times.map(median);
  for (const [i, [, , name]] of ways.entries()) {
    const rate = (1e9 / medians[i]).toFixed(0).padStart(8);
    console.log(`zen         ${medians[i].toFixed(0).padStart(8)} ns a dossier, ${rate}/s, ${name}`);
  }
  const best = (alone) => Math.min(...medians.filter((_, i) => ways[i][0] !== false && (ways[i][1] === 1) === alone));
  console.log(`our card with texts, serialized: ${(best(true) / cardNs).toFixed(1)} times as many a second (for information)`);
  const ratios = { one: best(true) / evaluateNs, all: best(false) / allThreadsNs };
  console.log(`one thread each ${ratios.one.toFixed(1)} times, all threads each ${ratios.all.toFixed(1)} times`);
  const ratio = Math.min(ratios.one, ratios.all);
  console.log(`evaluate peer_ratio=${ratio.toFixed(1)} limit=${limit}`);
  const missed = ratio < limit && !flags.includes('--no-limit');
  process.exitCode = missed || agreed !== cases.length ? 1 : 0;
}

main(process.argv.slice(2));
