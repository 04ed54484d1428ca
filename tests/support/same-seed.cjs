// Stands for fast-check in every test. The same commit draws the same examples, so that its result can be repeated;
// other examples: PROPERTY_SEED=12 npx jest …, or PROPERTY_SEED=random.
const fc = require('../../node_modules/fast-check/lib/cjs/fast-check.js');
const { PROPERTY_SEED = '20261026', MUTATE } = process.env;
const more = (settings) => fc.configureGlobal({ ...fc.readConfigureGlobal(), ...settings });
if (PROPERTY_SEED !== 'random') more({ seed: Number(PROPERTY_SEED) });
// mutation testing asks only whether a property fails, a thousand times over: fewer examples, and no search for the smallest
if (MUTATE !== undefined) more({ endOnFailure: true, numRuns: 40 });
module.exports = fc;
