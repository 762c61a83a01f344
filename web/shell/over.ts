/** What is shown over the screen, one at a time. */
export type Over = 'palette' | 'shortcuts' | 'own';
