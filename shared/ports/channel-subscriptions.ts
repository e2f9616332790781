/** Knows whether somebody hears what is published to a channel's topic. Phones that opted out of SMS are not known. */
export interface ChannelSubscriptions {
  /**
   * What keeps addresses of a channel from being reached, as a short clause: "1 of 2 addresses has not confirmed its subscription".
   * Undefined where all of them are subscribed, and for channels that no topic delivers. Rejects where it cannot be asked.
   */
  problemOf(channel: string): Promise<string | undefined>;
}
