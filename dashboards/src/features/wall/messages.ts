/** Words of the wall's faces and its sound. */
export const wallMessages = {
  'zh-CN': {
    wallFace: {
      mean: '平均等候',
      rotating: '每 {n} 秒换页',
      soundOn: '声音：开',
      soundOff: '声音：关',
      soundLabel: '红色预警提示音',
      soundBlocked: '点一下屏幕以启用声音',
    },
    promptEnd: { just: '刚才的建议' },
  },
  en: {
    wallFace: {
      mean: 'Mean wait',
      rotating: 'turns every {n} s',
      soundOn: 'Sound: on',
      soundOff: 'Sound: off',
      soundLabel: 'Sound on a red warning',
      soundBlocked: 'touch the screen to allow sound',
    },
    promptEnd: { just: 'The last prompt' },
  },
};
