// Loaded before a joined program (see join.mjs): keeps what V8 has compiled, so that the next start compiles nothing, and names
// the module in stack traces.
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { basename, dirname } = require('node:path');
const { Script } = require('node:vm');

/** By then the functions of a start have been compiled. */
const KEEP_AFTER_MS = 20_000;
/** As the joined file names the module that follows. */
const NAMED = /^\/\/ ((?:dist|node_modules|\.\.)\/\S+)$/;

globalThis.joinedPrograms = __dirname;
const compile = Module.prototype._compile;
Module.prototype._compile = function (content, file) {
  if (!file.startsWith(__dirname)) return compile.call(this, content, file);
  const kept = `${file}.${basename(process.argv[1] ?? '', '.js')}-${process.version}.cache`;
  const cachedData = existsSync(kept) ? readFileSync(kept) : undefined;
  const script = new Script(Module.wrap(content), { filename: file, cachedData });
  if (cachedData === undefined || script.cachedDataRejected) setTimeout(keep, KEEP_AFTER_MS, script, kept).unref();
  const require = Module.createRequire(file);
  return script.runInThisContext().call(this.exports, this.exports, require, this, file, dirname(file));
};

/** Of two processes the last one wins; where nothing may be written, every start compiles. */
function keep(script, file) {
  try {
    const own = `${file}.${process.pid}`;
    writeFileSync(own, script.createCachedData());
    renameSync(own, file);
  } catch {}
}

/** First lines of the modules of a joined file, ascending; read when the first trace needs them. */
const modules = new Map();
function moduleAt(file, line) {
  if (!modules.has(file)) {
    const named = [];
    // it may have been built anew meanwhile
    (existsSync(file) ? readFileSync(file, 'utf8') : '').split('\n').forEach((text, at) => {
      const name = NAMED.exec(text)?.[1];
      if (name !== undefined) named.push({ line: at + 1, name: name.replace(/^dist\//, '').replace(/\.js$/, '') });
    });
    modules.set(file, named);
  }
  return modules.get(file).findLast((one) => one.line <= line)?.name;
}

Error.prepareStackTrace = (error, frames) => {
  const lines = frames.map((frame) => {
    const file = frame.getFileName();
    const module = file?.startsWith(__dirname) ? moduleAt(file, frame.getLineNumber()) : undefined;
    return module === undefined ? String(frame) : String(frame).replace(file, `${module}, ${basename(file)}`);
  });
  return [String(error), ...lines.map((line) => `    at ${line}`)].join('\n');
};
