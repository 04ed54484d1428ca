interface Module {
  isEntry: boolean;
  importers: string[];
  dynamicImporters: string[];
}
interface Context {
  getModuleInfo: (id: string) => Module | null;
}
interface Group {
  name: (id: string, context: Context) => string | null;
  test: RegExp;
  priority: number;
}

const SOURCES = /dashboards\/src\//;

/**
 * One file for what these pages share with others. Left alone the bundler makes a file of each set of pages that share something: 70 files
 * for one page, most of them smaller than what asking for them costs. What a group's modules import comes with them.
 * @param pages how the modules end that a page begins with
 */
export function sharedBy(name: string, pages: readonly string[], priority: number): Group {
  return {
    name: (id, context) => {
      const roots = rootsOf(id, context);
      // what one page alone needs comes with it; but what the entry needs would ask for all files its parts were put into
      const own = roots.length < 2 && !roots.some((root) => context.getModuleInfo(root)?.isEntry);
      return !own && roots.some((root) => pages.some((page) => root.endsWith(page))) ? name : null;
    },
    test: SOURCES,
    priority,
  };
}

/** The parts fetched on their own (the entry, pages, words, what opens later) that import a module, however far away. */
function rootsOf(id: string, context: Context): string[] {
  const roots: string[] = [];
  const seen = new Set<string>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const module = context.getModuleInfo(at);
    if (module === null) continue;
    if (module.isEntry || module.dynamicImporters.length > 0) roots.push(at);
    open.push(...module.importers);
  }
  return roots;
}
