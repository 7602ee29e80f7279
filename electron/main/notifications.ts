import { Notification } from 'electron';

/** A few words that the operating system shows beside the task bar. */
export interface Notice {
  readonly title: string;
  readonly body: string;
}

/** Shows a notice; a click on it calls `onClick`. Nothing happens where the system has none. */
export function notify(notice: Notice, icon: string, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ ...notice, icon });
  notification.on('click', onClick);
  notification.show();
}
