// The tests of one group as one file: a context of jest for each file would cost more than most of the tests in it.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { group, rootDir } = require('../../../jest.mutation.cjs');

for (const folder of group.tests)
  for (const name of readdirSync(join(rootDir, folder), { recursive: true }).sort())
    if (name.endsWith('.spec.ts')) describe(`${folder}/${name}:`, () => void require(join(rootDir, folder, name)));
