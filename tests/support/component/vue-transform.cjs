// One-file components for the tests: Vue's own compiler, then the compiler of all other sources. Styles are left out.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { createTransformer } = require('@swc/jest');
const { compileScript, parse, registerTS } = require('@vue/compiler-sfc');

// props whose type stands in another file are read from there
registerTS(() => require('typescript'));

const VERSION = createHash('sha1')
  .update(readFileSync(__filename))
  .update(require('@vue/compiler-sfc/package.json').version)
  .digest('hex');

function scriptOf(source, filename) {
  const { descriptor, errors } = parse(source, { filename });
  if (errors.length > 0) throw errors[0];
  const id = createHash('sha1').update(filename).digest('hex').slice(0, 8);
  return compileScript(descriptor, { id, inlineTemplate: true, sourceMap: false }).content;
}

module.exports = {
  createTransformer(options) {
    const swc = createTransformer(options);
    return {
      canInstrument: false,
      getCacheKey: (source, path, given) => VERSION + swc.getCacheKey(source, `${path}.ts`, given),
      process: (source, path, given) => swc.process(scriptOf(source, path), `${path}.ts`, given),
    };
  },
};
