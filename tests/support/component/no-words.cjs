// a test has all words from the start
module.exports = { __esModule: true, default: { screens: {}, sentences: {} } };
