/** From a stand-in to the test that started it, by the channel of `fork`. */
export type FromStandIn = 
/** The window shows its page; a debugger of Chromium can be attached at the endpoint. */
{
    readonly kind: 'shown';
    readonly endpoint: string;
}
/** What Electron would show in a box of its own. */
 | {
    readonly kind: 'error-box';
    readonly title: string;
    readonly content: string;
};
/** To a stand-in: what the person will choose in the next native dialog; none cancels it. */
export interface ToStandIn {
    readonly kind: 'choose-next';
    readonly paths: readonly string[];
}
