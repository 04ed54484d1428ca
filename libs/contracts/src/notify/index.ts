export * from './channels';
export * from './notifications';
export { noticeText, type NoticeReader, type NoticeText } from './text';
export { bytesOf, cutToBytes, cutToUnits } from './cut';
