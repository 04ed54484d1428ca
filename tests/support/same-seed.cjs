// Stands for fast-check in every test. The same commit draws the same examples, so that its result can be repeated;
// other examples: PROPERTY_SEED=12 npx jest …, or PROPERTY_SEED=random; more or fewer of them: PROPERTY_RUNS=100000.
const fc = require('../../node_modules/fast-check/lib/cjs/fast-check.js');
const { PROPERTY_SEED = '20261026', PROPERTY_RUNS, MUTATE } = process.env;
const more = (settings) => fc.configureGlobal({ ...fc.readConfigureGlobal(), ...settings });
if (PROPERTY_SEED !== 'random') more({ seed: Number(PROPERTY_SEED) });
// mutation testing asks only whether a property fails, a thousand times over: fewer examples, and no search for the smallest
if (MUTATE !== undefined) more({ endOnFailure: true, numRuns: 40 });
// the number that a property asks for goes before the general one
const assert = (property, settings) => fc.assert(property, { ...settings, numRuns: Number(PROPERTY_RUNS) });
module.exports = PROPERTY_RUNS === undefined ? fc : { ...fc, assert, default: { ...fc, assert } };
