/** What phones and tablets write Chinese with, by the names that their makers gave it. */
const NAMES = [
  ...[
    'PingFang SC',
    'PingFangSC-Regular',
    'HarmonyOS Sans SC',
    'HarmonyOS_Sans_SC',
    'MiSans',
    'MiSans VF',
    'OPPO Sans',
  ],
  ...['Noto Sans CJK SC', 'NotoSansCJKsc-Regular', 'Noto Sans SC', 'NotoSansSC-Regular', 'Microsoft YaHei'],
];

let asked: Promise<boolean> | undefined;

/**
 * Whether the page is written with a Chinese font of the device, which saves half a megabyte on the line of a phone. Walls and computers
 * use the font that the cockpit brings: there it is the same on every screen, and many have none. The style sheets read `data-font`.
 */
export const hasOwnFont = (): Promise<boolean> => (asked ??= look());

async function look(): Promise<boolean> {
  if (!matchMedia('(pointer: coarse)').matches) return false;
  try {
    await new FontFace('own', NAMES.map((name) => `local("${name}")`).join()).load();
  } catch {
    return false;
  }
  document.documentElement.dataset['font'] = 'own';
  return true;
}
