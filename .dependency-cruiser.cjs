// The pipeline: ingest → log → writer/worker → stores → api → dashboard. Nothing reaches backwards or past a module's entry point.
const moduleOf = (name) => `^libs/${name}/`;

/** What stands under everything that reads or writes a store, and under everything that knows halls. */
const BASE = ['contracts', 'domain', 'platform'];
const HALLS = [...BASE, 'log', 'organisation', 'access'];

/** What each module may import besides itself; contracts stand before everything. */
const PIPELINE = {
  contracts: [],
  domain: ['contracts'],
  platform: ['contracts'],
  engines: [],
  log: BASE,
  access: BASE,
  organisation: [...BASE, 'access'],
  ingestion: HALLS,
  sources: [...HALLS, 'ingestion'],
  warehouse: [...HALLS, 'ingestion'],
  jobs: ['contracts', 'platform', 'access'],
  live: [...HALLS, 'warehouse', 'jobs'],
  notify: [...BASE, 'organisation', 'access'],
  duty: [...HALLS, 'live', 'notify'],
  warnings: [...HALLS, 'ingestion', 'warehouse', 'jobs', 'live', 'notify', 'duty', 'matters', 'redirect'],
  redirect: [...HALLS, 'warehouse', 'jobs', 'live', 'notify', 'duty'],
  matters: [...HALLS, 'ingestion', 'warehouse', 'jobs', 'live'],
  manual: [...HALLS, 'ingestion', 'warehouse', 'jobs', 'live'],
  search: [...HALLS, 'warehouse', 'matters'],
  metrics: [...HALLS, 'warehouse', 'jobs', 'live', 'notify', 'matters', 'warnings', 'redirect'],
  bulletin: [...HALLS, 'jobs', 'live', 'notify', 'matters', 'metrics', 'redirect'],
  effect: [...HALLS, 'warehouse', 'live', 'duty', 'warnings', 'redirect', 'metrics'],
};

const pipeline = Object.entries(PIPELINE).map(([name, allowed]) => ({
  name: `pipeline-${name}`,
  comment: `libs/${name} may import only: ${allowed.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: moduleOf(name), pathNot: '\\.(spec|medium|browser|scenario)\\.ts$' },
  to: { path: '^(libs|apps|dashboards|demo)/', pathNot: [moduleOf(name), ...allowed.map(moduleOf)] },
}));

module.exports = {
  forbidden: [
    ...pipeline,
    {
      name: 'no-deep-imports',
      comment: 'a module is imported by its entry point: @cockpit/<module>',
      severity: 'error',
      from: { path: '^(libs|apps|demo|dashboards)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^$1/$2/'] },
    },
    {
      name: 'apps-are-ends',
      comment: 'no library and no other app imports an app; cockpit is the four roles in one process',
      severity: 'error',
      from: {
        path: '^(libs|apps|dashboards)/([^/]+)/',
        pathNot: ['^apps/cockpit/src/app\\.module\\.ts$'],
      },
      to: { path: '^apps/', pathNot: '^$1/$2/' },
    },
    {
      name: 'dashboards-import-contracts-only',
      severity: 'error',
      from: { path: '^dashboards/' },
      to: { path: '^(libs|apps|demo)/', pathNot: '^libs/contracts/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'no clock, no input or output, no framework: time is an argument',
      severity: 'error',
      from: { path: '^libs/(domain|contracts)/', pathNot: '\\.(spec|medium)\\.ts$' },
      to: { path: ['@nestjs', 'node_modules/(ioredis|pg|typeorm|bullmq|pino|undici|@clickhouse)'] },
    },
    {
      name: 'domain-has-no-system',
      severity: 'error',
      from: { path: '^libs/(domain|contracts)/', pathNot: '\\.(spec|medium)\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      // what the build of the dashboards makes stands in no file
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.data|\\.cache)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.vue', '.json', '.d.ts'],
    },
  },
};
