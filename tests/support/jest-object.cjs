// What `jest` is in a module of the test's own context.
module.exports = jest;
