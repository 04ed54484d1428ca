// `readable-stream` is a copy of Node's own streams. It names variables as the language names its globals, which test files are handed as
// variables of their own (see OF_THE_LANGUAGE in jest.config.cjs).
module.exports = require('node:stream');
