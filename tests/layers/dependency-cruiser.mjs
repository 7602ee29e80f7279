/** Who may import whom (the table in the root README). A path is a folder of this repository or an npm package. */

const packages = (...names) => names.map((name) => `node_modules/(?:\\.pnpm/)?${name}(?:/|$)`);

/** Everything in `from` may import only `to`, the packages `npm` and of Node's own modules those in `core` (`true`: all). */
function only(name, comment, from, { to = [], npm = [], core = [], notFrom = [] }) {
  const nodeModules = core === true ? [] : core.map((module) => `^(?:node:)?${module}$`);
  const allowed = [...to.map((path) => `^${path}`), ...packages(...npm), ...nodeModules];
  return {
    name,
    comment,
    severity: 'error',
    from: { path: `^${from}`, ...(notFrom.length > 0 ? { pathNot: notFrom.map((path) => `^${path}`) } : {}) },
    to: { pathNot: allowed, ...(core === true ? { dependencyTypesNot: ['core'] } : {}) },
  };
}

const model = 'ocpp/model/';
const contract = 'electron/contract/';
const messages = 'resources/messages/';
/** The store's interface: `store.ts`, and the records of one area each. */
const storeInterface = 'electron/service/store/(?:store|[a-z-]+-records)\\.ts$';

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('model-imports-nothing', 'The words of the field stand alone.', 'ocpp/model/', { to: [model] }),
    only('ocpp-is-a-library', 'The OCPP server is usable without the rest.', 'ocpp/', {
      to: ['ocpp/'],
      npm: ['ws', '@types/ws', 'ajv', 'typed-ocpp', '@peculiar/x509', 'reflect-metadata'],
      core: true,
      notFrom: ['ocpp/model/'],
    }),
    only('contract', 'Both sides compile against the contract.', 'electron/contract/', {
      to: [model, contract],
      npm: ['zod'],
    }),
    only('domain', 'The rules know no database, no socket and no file.', 'electron/service/domain/', {
      to: [model, contract, 'electron/service/domain/', storeInterface, 'ocpp/central-system\\.ts$'],
      core: ['crypto'],
    }),
    only('tls', 'Certificates and keys; what is kept of them goes through the store.', 'electron/service/tls/', {
      to: [
        model,
        contract,
        storeInterface,
        'electron/service/domain/',
        'electron/service/tls/',
        'ocpp/central-system\\.ts$',
      ],
      npm: ['@peculiar/x509', 'reflect-metadata'],
      core: true,
    }),
    only('files', 'Files for stations and from them.', 'electron/service/files/', {
      to: [
        model,
        contract,
        storeInterface,
        'electron/service/domain/',
        'electron/service/files/',
        'ocpp/central-system\\.ts$',
      ],
      core: true,
    }),
    only('packs', 'A month as a folder: writing, proving, reading again.', 'electron/service/packs/', {
      to: [
        model,
        contract,
        messages,
        storeInterface,
        'electron/service/domain/',
        'electron/service/reports/',
        'electron/service/packs/',
      ],
      npm: ['zod', 'fflate'],
      core: true,
    }),
    only('store', 'SQLite lives here and only here.', 'electron/service/store/', {
      to: [model, 'electron/service/store/'],
      npm: ['sqlite3', 'sqlite3-napi8'],
      core: true,
    }),
    only('reports', 'Reports read through the store interfaces and reckon as bills do.', 'electron/service/reports/', {
      to: [
        model,
        contract,
        messages,
        'electron/service/reports/',
        storeInterface,
        'electron/service/domain/money/',
        'electron/service/domain/(iso-time|same-text)\\.ts$',
      ],
      npm: ['papaparse', '@types/papaparse', '@fontsource-variable/inter'],
      core: ['buffer', 'crypto', 'events', 'zlib'],
    }),
    only(
      'printing',
      'How a page becomes a PDF: by the shell, or by an installed browser.',
      'electron/service/printing/',
      {
        to: [
          contract,
          'electron/service/printing/',
          'electron/service/reports/print/pdf-printer\\.ts$',
          'electron/service/domain/log\\.ts$',
        ],
        npm: ['zod'],
        core: true,
      },
    ),
    only('api', 'Methods call domain, store and reports.', 'electron/service/api/', {
      to: [
        model,
        contract,
        messages,
        'electron/service/api/',
        'electron/service/domain/',
        'electron/service/reports/',
        storeInterface,
      ],
      npm: ['zod', 'papaparse', '@types/papaparse'],
      core: true,
    }),
    {
      name: 'store-behind-its-interface',
      comment: 'Only the place that puts the service together knows which store it is.',
      severity: 'error',
      from: { pathNot: ['^electron/service/store/', '^electron/service/[^/]+\\.ts$', '^tests/'] },
      to: { path: '^electron/service/store/', pathNot: `^${storeInterface}` },
    },
    {
      name: 'service-knows-no-electron',
      severity: 'error',
      from: { path: ['^electron/service/', '^ocpp/', '^renderer/', '^electron/contract/'] },
      to: { path: packages('electron') },
    },
    {
      name: 'sqlite-only-in-the-store',
      severity: 'error',
      from: { pathNot: ['^electron/service/store/', '^tests/'] },
      to: { path: packages('sqlite3', 'sqlite3-napi8') },
    },
    only('shell', 'The shell holds no business state.', 'electron/(main|preload)/', {
      to: [contract, messages, 'electron/main/', 'electron/preload/'],
      npm: ['electron', 'zod'],
      core: true,
    }),
    only('renderer', 'The console speaks to the service through the contract alone.', 'renderer/', {
      to: ['renderer/', model, contract, messages, 'resources/'],
      npm: [
        'vue',
        '@vue/[^/]+',
        'pinia',
        'vuetify',
        'vue-router',
        'vue-i18n',
        '@mdi/js',
        'echarts',
        'vue-echarts',
        'uqr',
        'zod',
        '@fontsource-variable/inter',
      ],
      notFrom: ['renderer/vite\\.config\\.ts$'],
    }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^out/', 'ocpp/.*/generated/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
