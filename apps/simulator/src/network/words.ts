import { ARCHIVE, CASES, HOTLINE, POINTS, POINTS_ARCHIVE } from '../accounts';
import { SKETCHES } from './halls';

/** Display names of the sources in the demonstration. */
export const SOURCE_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    SKETCHES.flatMap(({ primarySource }) => (primarySource === undefined ? [] : [[primarySource, '叫号系统']])),
  ),
  [ARCHIVE]: '叫号系统（历史）',
  [CASES]: '办件系统',
  [HOTLINE]: '咨询热线',
  [POINTS]: '延伸点系统',
  [POINTS_ARCHIVE]: '延伸点系统（历史）',
};

/** Display names of the terminals' fault codes. */
export const FAULT_NAMES: Readonly<Record<string, string>> = {
  PAPER: '缺纸',
  'CARD-READER': '读卡器故障',
  PRINTER: '打印机故障',
  NETWORK: '网络中断',
};
