// What each picture of the help shows: who looks, at which page, what they open there, and the parts that matter.

const id = (name) => `[data-testid="${name}"]`;
const HEAD = '.page > header';
/** an export as ticketing systems make it */
const EXPORTED = [
  '票号,业务,取号时间,叫号时间,办结时间,窗口,状态',
  'A001,户政,2026-03-02 08:31:05,2026-03-02 08:33:10,2026-03-02 08:42:00,01,已办结',
  'A002,户政,2026-03-02 08:32:40,2026-03-02 08:42:30,2026-03-02 08:50:12,02,已办结',
  'C001,交管,2026-03-02 08:35:11,2026-03-02 08:36:02,,18,过号',
].join('\r\n');
const DIALOG = '.el-dialog:visible';
const click = (part) => (page) => page.locator(part).first().click();
/** at some heights of the window, each is a panel of its own */
const TABS = 'section.tabs > [role="tablist"]';
const TAB_PANEL = '#desk-tab-panel';
const openTab = (tab, ready) => async (page) => {
  await page.locator(id(`tab-${tab}`)).click();
  await page.locator(ready).first().waitFor();
  await page.locator(TAB_PANEL).evaluate((panel) => panel.scrollIntoView({ block: 'end' }));
};
/** simulated minutes pass until one is given */
const PROMPT_MS = 60_000;
const prompt = (page) => page.locator(id('prompt-accept')).first().waitFor({ timeout: PROMPT_MS });

/** A paper ticket that is called by hand at a window which goes on serving others: five simulated minutes later it is stuck. */
const callAndForget = async (page) => {
  const desk = page.url();
  await page.goto(`${desk}/manual`, { waitUntil: 'domcontentloaded' });
  await page.locator(id('manual-issue')).click();
  const paper = page.locator('[data-testid^="paper-"]').last();
  await paper.locator('select').selectOption('H32-W01');
  await paper.locator('button').filter({ hasText: '叫号' }).click();
  await paper.locator('select').waitFor({ state: 'detached' });
  await page.goto(desk, { waitUntil: 'domcontentloaded' });
};

/** the panels under the desk's prompt are looked at where it does not lie over them */
const TALL = 1300;

const PAGE = [HEAD, '.page .content'];

export const PICTURES = {
  'accept-prompt': { as: 'h32', path: '/desk/H32', act: prompt, clip: [id('prompt-card')] },
  'decline-prompt': {
    as: 'h32',
    path: '/desk/H32',
    act: async (page) => {
      await prompt(page);
      await click(id('prompt-decline'))(page);
    },
    clip: [DIALOG],
  },
  'move-window': {
    as: 'h32',
    path: '/desk/H32',
    act: async (page) => {
      await click('[data-testid^="window-tile-"]')(page);
      await page.locator('.el-drawer').getByText('其他调整').click();
      const able = page.locator(`${id('move-queue')} option`).filter({ hasNotText: '资格' });
      await page.locator(id('move-queue')).selectOption((await able.last().getAttribute('value')) ?? '');
      await page.locator(id('what-if')).waitFor();
    },
    clip: [DIALOG],
  },
  'answer-warning': {
    as: 'h32',
    path: '/desk/H32',
    height: TALL,
    act: (page) => page.locator(id('warning-ack')).first().waitFor(),
    clip: ['section.warnings'],
  },
  'adopt-plan': { as: 'h32', path: '/desk/H32/plan', clip: [HEAD, id('plan-gantt')] },
  'see-shortage': { as: 'h32', path: '/forecast/H32', clip: [HEAD, id('load')] },
  'stuck-ticket': {
    as: 'h32',
    path: '/desk/H32',
    height: TALL,
    act: async (page) => {
      await callAndForget(page);
      await openTab('stuck', `${id('stuck-panel')} li button`)(page);
    },
    clip: [TABS, TAB_PANEL],
    after: click(`${id('stuck-panel')} li:has(b:text-matches("^P")) button:has-text("记过号")`),
  },
  'manual-entry': { as: 'h32', path: '/desk/H32/manual' },
  'close-day': {
    as: 'h32',
    path: '/desk/H32',
    height: TALL,
    act: openTab('close', id('close-day')),
    clip: [TABS, TAB_PANEL],
  },
  'replay-day': {
    as: 'h32',
    path: '/replay/H32',
    act: (page) => page.locator('[data-testid^="window-tile-"]').first().waitFor({ timeout: 60_000 }),
    clip: [],
  },

  'plan-for-me': {
    as: 'officer',
    path: '/me',
    phone: true,
    act: (page) => page.locator(id('seat')).first().waitFor(),
  },
  'my-window': { as: 'officer', path: '/me', clip: [`section:has(${id('seat')}), div:has(> ${id('seat')})`] },
  'due-matters': { as: 'officer', path: '/me', clip: [`section:has(> ul ${id('matter-left')})`] },
  'explain-card': {
    // the matters of the demonstration's officer seldom have a card
    as: 'unit',
    path: '/cases?state=yellow',
    act: async (page) => {
      await click(`${id('case-table')} tbody a`)(page);
      await page.locator(id('card-explain')).first().waitFor();
    },
    height: TALL,
    clip: [`section:has(${id('explanation')})`, 'section.cards'],
  },
  'item-materials': {
    as: 'officer',
    path: '/catalogue/HZ-0101',
    act: (page) => page.locator(id('item-materials')).waitFor(),
  },

  'lead-to-terminal': { as: 'guide', path: '/guide/H32', phone: true },
  'send-to-hall': { as: 'guide', path: '/guide/H32', phone: true, act: click(id('tab-halls')) },
  'check-terminals': { as: 'guide', path: '/guide/H32', phone: true, act: click(id('tab-terminals')) },

  'read-overview': { as: 'manager', path: '/overview' },
  'urge-matters': {
    as: 'manager',
    path: '/cases',
    act: click(`${id('case-table')} tbody input[type="checkbox"]`),
  },
  'compare-halls': { as: 'manager', path: '/ranking', clip: PAGE },
  'send-bulletin': {
    as: 'manager',
    path: '/bulletins',
    act: async (page) => {
      await click(`${id('bulletin-table')} tbody tr:has-text("草稿") a`)(page);
      await page.locator(id('step-approve')).waitFor();
      await click('[data-testid^="edit-"]')(page);
      await page.locator(id('edit-text')).waitFor();
    },
  },
  'inspect-halls': { as: 'manager', path: '/rounds', act: click(`${id('rounds-table')} tbody a`) },
  'prove-saving': { as: 'manager', path: '/desk/H32/saving', clip: PAGE },

  'connect-source': {
    as: 'admin',
    path: '/admin/sources/connect',
    act: async (page) => {
      await page
        .locator('input[type="file"]')
        .first()
        .setInputFiles({
          name: '叫号导出.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(EXPORTED),
        });
      await page.locator(id('connect-columns')).waitFor();
      await page.locator(id('connect-hall')).selectOption('H32');
    },
    height: TALL,
    clip: PAGE,
  },
  'source-silent': { as: 'admin', path: '/feeds' },
  'pair-screen': { as: 'admin', path: '/admin/screens', act: click(id('screens-pair')), clip: [DIALOG] },
  'add-person': { as: 'admin', path: '/admin/users', act: click(id('user-add')), clip: [DIALOG] },
  'closed-day': { as: 'admin', path: '/admin/days' },
  'add-channel': { as: 'admin', path: '/channels', act: click(id('channel-add')), clip: [DIALOG] },
};
