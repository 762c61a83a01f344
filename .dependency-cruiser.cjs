/** The table of allowed imports, and no cycles. What is not listed for a room is refused. */
const rooms = ['accounts', 'notices', 'memory', 'parity', 'tasks', 'exchange', 'delivery'];

const forbidden = [
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'core-is-pure',
    comment: 'core/ imports core/ and pure packages only',
    severity: 'error',
    from: { path: '^src/core/' },
    to: {
      pathNot: ['^src/core/', 'node_modules/(zod|htmlparser2|markdown-it|node-diff3)'],
    },
  },
  {
    name: 'platform-knows-no-business',
    severity: 'error',
    from: { path: '^src/platform/' },
    to: {
      path: '^(src|workers|web)/',
      pathNot: ['^src/platform/', '^src/core/(ids|refusal|operation)\\.ts$'],
    },
  },
  {
    name: 'contracts-are-shapes',
    severity: 'error',
    from: { path: '^src/features/[^/]+/[a-z-]*contract\\.ts$' },
    to: {
      pathNot: ['^src/core/', '^src/features/[^/]+/[a-z-]*contract\\.ts$', 'node_modules/zod'],
    },
  },
  {
    name: 'routes-call-use-cases',
    comment: 'routes import their own room, express, platform/http and core; never a store',
    severity: 'error',
    from: { path: '^src/features/([^/]+)/[a-z-]*routes\\.ts$' },
    to: {
      path: [
        '(^|/)[a-z-]*store\\.ts$',
        '/(views|drafts)\\.ts$',
        '^src/platform/(?!http/|words)',
        '^src/(jobs|api|main|cli)\\.ts$',
        '^workers/',
      ],
    },
  },
  {
    name: 'use-cases-know-no-http-nor-queue',
    severity: 'error',
    from: {
      path: '^src/features/',
      pathNot: [
        'routes\\.ts$',
        'features/accounts/(authenticate|cross-site|session-cookie)\\.ts$',
        'features/delivery/ready-answers\\.ts$',
        '^src/features/[^/]+/(pages/|[a-z-]*page[a-z-]*\\.ts$|compare-[a-z]+\\.ts$)',
      ],
    },
    to: { path: ['node_modules/(express|bullmq|ioredis)/', '^src/platform/(http|queue)'] },
  },
  {
    name: 'stores-are-leaves',
    severity: 'error',
    from: { path: '^src/features/[^/]+/([a-z-]*store|views|drafts)\\.ts$' },
    to: {
      path: '^src/',
      pathNot: [
        '^src/core/',
        '^src/platform/(database|schema)\\.ts$',
        '^src/features/[^/]+/[a-z-]*contract\\.ts$',
        '^src/features/[^/]+/([a-z-]*store|views|drafts)\\.ts$',
      ],
    },
  },
  {
    name: 'nobody-imports-another-rooms-store',
    comment: 'types may cross; values may not',
    severity: 'error',
    from: { path: '^src/features/([^/]+)/' },
    to: {
      path: '^src/features/(?!$1/)[^/]+/([a-z-]*store|views|drafts)\\.ts$',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'workers-call-use-cases',
    severity: 'error',
    from: { path: '^workers/' },
    to: { path: ['/([a-z-]*store|views|drafts|[a-z-]*routes)\\.ts$'] },
  },
  {
    name: 'jobs-are-names',
    severity: 'error',
    from: { path: '^src/jobs\\.ts$' },
    to: { pathNot: ['^src/core/', 'node_modules/zod'] },
  },
  {
    name: 'web-sees-core-and-contracts',
    comment:
      'the workbench lives on the API: of src/ it sees core/, and contracts as types; its build sees more',
    severity: 'error',
    from: { path: '^web/', pathNot: '^web/vite\\.config\\.ts$' },
    to: {
      path: '^(src|workers|scripts|tests|bench)/',
      pathNot: ['^src/core/', '^src/features/[^/]+/[a-z-]*contract\\.ts$'],
    },
  },
  {
    name: 'web-sees-contracts-as-types',
    severity: 'error',
    from: { path: '^web/' },
    to: { path: '^src/features/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'nobody-imports-web',
    severity: 'error',
    from: { path: '^(src|workers)/' },
    to: { path: '^web/' },
  },
  {
    name: 'screens-do-not-know-each-other',
    comment: 'what two screens share is in parts/, api/ or shell/',
    severity: 'error',
    from: { path: '^web/screens/([^/]+)/' },
    to: { path: '^web/screens/(?!$1/)' },
  },
  {
    name: 'what-screens-share-knows-no-screen',
    severity: 'error',
    from: { path: '^web/(api|words|theme|parts|keys|notify)/' },
    to: { path: '^web/(screens|shell)/' },
  },
  ...rooms.map((room, i) => ({
    name: `rooms-look-left-${room}`,
    comment: 'use cases of rooms to the left only; to the right there is the outbox',
    severity: 'error',
    from: { path: `^src/features/${room}/` },
    to: { path: rooms.slice(i + 1).map((other) => `^src/features/${other}/`) },
  })),
].filter((rule) => !(Array.isArray(rule.to.path) && rule.to.path.length === 0));

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^node:' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
