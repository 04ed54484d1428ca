/** Words of messages that come while the page is closed. */
export const pushMessages = {
  'zh-CN': {
    push: {
      label: '页面关闭时也收到所辖大厅的预警',
      on: '已开启',
      off: '未开启',
      switchedOn: '已开启：页面关闭时，预警会弹出在这台设备上',
      switchedOff: '已关闭',
      cannot: '这里收不到浏览器推送',
      insecure: '浏览器只在 HTTPS 地址上允许推送。请用 HTTPS 打开本页。',
      unsupported: '这个浏览器不支持推送。iPhone 和 iPad 请先「添加到主屏幕」。',
      denied: '浏览器里禁止了本站通知。请在地址栏的网站设置中允许。',
      unreachable: '浏览器连不上它的推送服务。内网或受限网络里收不到，请改用群、邮件或短信。',
    },
  },
  en: {
    push: {
      label: 'Warnings of your halls also while the page is closed',
      on: 'on',
      off: 'off',
      switchedOn: 'On: warnings show on this device while the page is closed',
      switchedOff: 'Off',
      cannot: 'Messages cannot come here while the page is closed',
      insecure: 'Browsers allow this on HTTPS addresses only. Open this page by HTTPS.',
      unsupported: 'This browser cannot. On iPhone and iPad add the page to the home screen first.',
      denied: 'Notifications of this site are forbidden in the browser. Allow them in its settings for the site.',
      unreachable:
        'The browser does not reach its push service. In a closed network use a group, mail or text messages.',
    },
  },
};
