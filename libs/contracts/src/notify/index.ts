export * from './channels';
export { KINDS } from '../channel-kinds';
export { SmsSettings } from '../channel-kinds/sms-http';
export * from './notifications';
export * from './persons';
export * from './push';
export { noticeText, withoutNumbers, type NoticeReader, type NoticeText } from './text';
export { bytesOf, cutToBytes, cutToUnits } from './cut';
