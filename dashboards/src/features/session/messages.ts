/** Words of signing in at a provider. */
export const sessionMessages = {
  'zh-CN': {
    singleSignOn: {
      with: '使用{name}登录',
      or: '或使用本系统的用户名和密码',
      emergency: '应急登录（仅在统一认证不可用时）',
      account: '您通过统一认证登录，姓名、角色、大厅和密码都在那里管理。',
      refused: {
        unreachable: '统一认证暂时连不上，请稍后再试；紧急情况请联系管理员用应急账号登录。',
        clock: '统一认证与本系统的时钟相差太大，请联系管理员校时。',
        cancelled: '已在统一认证取消登录。',
        stale: '这次登录已过期或在别的窗口开始，请重新登录。',
        failed: '统一认证登录没有成功，请重试；仍不成功请联系管理员。',
        'no-role': '您的统一认证账号没有本系统的权限，请联系管理员把您加入相应的组。',
        'two-roles': '您所在的组对应两个不同的角色，无法确定权限，请联系管理员调整。',
        disabled: '您的账号在本系统已停用，请联系管理员。',
        'too-many': '尝试次数过多，请稍后再试。',
      },
    },
  },
  en: {
    singleSignOn: {
      with: 'Sign in with {name}',
      or: 'Or with a user name and password of this system',
      emergency: 'For emergencies only, when single sign-on is down',
      account: 'You sign in with single sign-on. Name, role, halls and password are looked after there.',
      refused: {
        unreachable:
          'Single sign-on cannot be reached at the moment. Please try again later; in an emergency an administrator can sign in with the emergency account.',
        clock: 'The clocks of single sign-on and of this system differ too much. Please tell an administrator.',
        cancelled: 'Signing in was cancelled at single sign-on.',
        stale: 'This sign-in took too long, or was begun in another window. Please sign in again.',
        failed: 'Single sign-on did not work. Please try again, and tell an administrator if it fails again.',
        'no-role':
          'Your account at single sign-on has no rights here. Please ask an administrator to add you to a group.',
        'two-roles':
          'Your groups stand for two different roles, so your rights are not clear. Please ask an administrator.',
        disabled: 'Your account is disabled here. Please ask an administrator.',
        'too-many': 'Too many attempts. Please try again later.',
      },
    },
  },
};
