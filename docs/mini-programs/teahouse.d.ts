// What a mini-program finds as `window.teahouse`: the host API, version 2.
//
// Copy this file to your sources; it imports nothing, and nothing of it is left when they are compiled.
// It needs the library `dom`, which `tsc` takes unless told otherwise.
//
// `teahouse` is for programs that run here only: it is there before the first line of a package for the host API.
// `window.teahouse` may be undefined: in webxdc programs, in workers, and in every other host.

declare namespace Teahouse {
  /** What JSON can hold. A name whose value is undefined is left out. */
  type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

  /** The host, as a program sees it. All of it is frozen. */
  interface Host {
    /**
     * The version of this interface: 2. A method that is not in every version is asked for before it is used.
     *
     * Version 1 had `launch`, `storage`, `openLink`, `getProfile` and `close`.
     */
    readonly version: number;

    /** How the program was started. It stays as it was then. */
    readonly launch: Launch;

    /** What the program keeps on this device, for this person, in the place where it is open. */
    readonly storage: Storage;

    /**
     * Asks the person to open an address in a new tab.
     *
     * Needs `links` in `req_permissions`.
     * The person sees the whole address, and is asked each time.
     *
     * @param url An absolute address with `http` or `https`, in ASCII, such as `new URL(…).href`.
     * @returns Null once the browser was told to open it.
     *   Whether it did, and what becomes of the page, is not told.
     * @throws {HostError} `malformed`: it is no such address.
     *   `denied`: the person does not want it, `links` is not in the manifest, or it was asked for too often.
     *   `storage`: the host cannot do it right now.
     */
    openLink(url: string | URL): Promise<null>;

    /**
     * Asks the person for the name that they go by, instead of the made-up one in {@link Launch.name}.
     *
     * Needs `profile` in `req_permissions`.
     * The person is asked unless they have said always or never.
     *
     * @returns The name: 1 to 40 characters, or none if the app does not know it yet.
     *   Others may have the same one, and it may be another one tomorrow.
     * @throws {HostError} `denied`: the person does not want it, `profile` is not in the manifest, or it was asked for
     *   too often.
     *   `storage`: the host cannot do it right now.
     */
    getProfile(): Promise<string>;

    /**
     * Asks the person to say something in the chat where the program is open, in their name.
     *
     * Needs `message` in `req_permissions`.
     * The person sees the text as it will be sent, and sends it by a press; out of chats they choose the chat as well.
     * They are asked each time.
     *
     * @param text At most 32,768 bytes in UTF-8. Blank lines around it are dropped.
     * @returns Null once the chat has taken it.
     * @throws {HostError} `malformed`: there is no text.
     *   `quota`: it is too long.
     *   `denied`: the person does not want it, `message` is not in the manifest, it was asked for too often, or the chat
     *   did not take it.
     *   `storage`: the host cannot do it right now.
     */
    sendMessage(text: string): Promise<null>;

    /**
     * Asks the person to send a text, a file or both to a chat that they choose.
     *
     * It is the same as `webxdc.sendToChat`, and needs `share` in `req_permissions`; webxdc programs need not say so.
     * The person sees the text and the name of the file, and is asked each time.
     *
     * @param message A file has a name, and one of `blob`, `base64` and `plainText`; it has 50 MB at most.
     * @returns Null once the chat has taken it.
     * @throws {HostError} As {@link sendMessage}.
     * @throws {TypeError} The file has no name, or not one content.
     */
    sendToChat(message: Message): Promise<null>;

    /**
     * Asks the person to put this program into a chat that they choose, where everybody can open it.
     *
     * Needs `share` in `req_permissions`.
     * What the program keeps and shares here does not go along.
     *
     * @returns Null once the chat has taken it.
     * @throws {HostError} `denied`: the person does not want it, `share` is not in the manifest, it was asked for too often,
     *   or the chat did not take it.
     *   `storage`: the host cannot do it right now.
     */
    shareProgram(): Promise<null>;

    /**
     * Asks the person to choose one of their contacts.
     *
     * Needs `contacts` in `req_permissions`.
     *
     * @returns What that person calls themselves, and nothing else: no address, and not what the user calls them.
     * @throws {HostError} `denied`: nobody was chosen, `contacts` is not in the manifest, or it was asked for too often.
     *   `storage`: the host cannot do it right now.
     */
    pickContact(): Promise<Contact>;

    /**
     * Reads a code with the camera, from a picture or off the clipboard, in a sheet of the shell.
     *
     * Needs `scan` in `req_permissions`.
     * The person is asked unless they have said always or never.
     *
     * @returns The text of the code, as it is. It leads nowhere by itself.
     * @throws {HostError} `denied`: the person does not want it or read no code, `scan` is not in the manifest, or it was
     *   asked for too often.
     *   `storage`: the host cannot do it right now.
     */
    scanCode(): Promise<string>;

    /**
     * Has something called whenever something happens outside.
     *
     * @returns A function that ends it.
     * @throws {TypeError} There is no event of this name.
     */
    on<Name extends keyof Events>(name: Name, listener: (detail: Events[Name]) => void): () => void;

    /**
     * Has the way back in the bar of the shell call the listeners of `back`, or no longer.
     *
     * The person can close the program all the same, in its menu.
     *
     * @returns Null once it is so.
     * @throws {HostError} `storage`: the host cannot do it right now.
     */
    setBackButton(on: boolean): Promise<null>;

    /**
     * Ends the program, and shows what is beneath it: the chat that it was opened in, or the shelf.
     *
     * Needs no permission.
     *
     * @returns A promise that never resolves: nobody is there any more.
     * @throws {HostError} `storage`: the host cannot do it right now.
     */
    close(): Promise<never>;
  }

  /** What happens outside, and what its listeners are told. */
  interface Events {
    /** The app has become light or dark: which. */
    theme: Theme;
    /** Nobody looks any more: the tab is hidden. It may be ended without another word. */
    hide: undefined;
    /** Somebody looks again. */
    show: undefined;
    /** The person goes back. It comes only after {@link Host.setBackButton}. */
    back: undefined;
  }

  /** How the app looks; `prefers-color-scheme` says the same. */
  type Theme = "light" | "dark";

  /** What can be sent to a chat: a text, a file or both. */
  type Message = { readonly text: string; readonly file?: ChatFile | null } | { readonly text?: string; readonly file: ChatFile };

  /** A file, as webxdc has it. */
  type ChatFile = { readonly name: string } & (
    | { readonly blob: Blob }
    | { readonly base64: string }
    | { readonly plainText: string }
  );

  /** Somebody whom the person chose. */
  interface Contact {
    /** What they call themselves. */
    readonly name: string;
  }

  /** How a program was started. */
  interface Launch {
    /** How the app looked then; changes come as the event `theme`. */
    readonly theme: Theme;

    /** True if it was opened in a chat, and shares there what it says. */
    readonly chat: boolean;

    /** The language of the app, a BCP 47 tag: `en` or `zh-Hans` today. */
    readonly locale: string;

    /**
     * Who the person is to this program in this place: 32 hexadecimal digits, the same with each start.
     *
     * In a chat it is the same on all devices of the person, and another one in each chat.
     * Out of chats it is another one on each device.
     * It is the same as `webxdc.selfAddr`.
     */
    readonly address: string;

    /**
     * What to call the person: made up, in their language, unless they let this program know their name for good.
     *
     * It is the same as `webxdc.selfName`.
     */
    readonly name: string;
  }

  /**
   * Values under names.
   *
   * What is kept in one chat is not there in another, nor where the program is opened from the shelf, nor on another
   * device.
   * No permission is needed.
   */
  interface Storage {
    /**
     * Reads a value.
     *
     * @typeParam Value What the program expects there. Nobody checks it: an older version may have stored it.
     * @returns The value, or null if there is none. A null that was stored looks the same.
     * @throws {HostError} `malformed`: the key is no text.
     *   `storage`: the host cannot do it right now.
     */
    get<Value = Json>(key: string): Promise<Value | null>;

    /**
     * Stores a value in the place of the one before.
     *
     * @param key At most 256 bytes in UTF-8.
     * @param value At most 1,048,576 bytes as JSON in UTF-8.
     * @returns Null once it is stored.
     * @throws {HostError} `malformed`: the key is no text, or the value is undefined, a function, a symbol, too deep, or
     *   has half a character.
     *   `quota`: the key or the value is too long, or the program keeps too much: 10,485,760 bytes or 10,000 names.
     *   `storage`: the device is full, or the host cannot do it right now.
     * @throws {TypeError} The value is what JSON cannot write: a circle, or a bigint.
     */
    set(key: string, value: Json): Promise<null>;

    /**
     * Takes a value away. One that is not there is no error.
     *
     * @returns Null once it is gone.
     * @throws {HostError} `malformed`: the key is no text.
     *   `storage`: the host cannot do it right now.
     */
    remove(key: string): Promise<null>;

    /**
     * Lists the names that have a value, in the order of their bytes in UTF-8.
     *
     * @throws {HostError} `storage`: the host cannot do it right now.
     */
    keys(): Promise<string[]>;

    /**
     * Takes all values away that are kept in this place; `localStorage` and updates stay.
     *
     * @returns Null once they are gone.
     * @throws {HostError} `storage`: the host cannot do it right now.
     */
    clear(): Promise<null>;
  }

  /**
   * What a promise is rejected with when the host refuses.
   *
   * The class is not there under this name: an error is known by its `name`.
   */
  interface HostError extends Error {
    readonly name: "HostError";
    /** Why, for programs. */
    readonly code: ErrorCode;
    /** Why, in English, for whoever writes the program. It may change. */
    readonly message: string;
  }

  /**
   * The codes of refusals.
   *
   * - `malformed`: it makes no sense.
   * - `unknown-method`: the host has no such method.
   * - `denied`: the person does not want it, the manifest does not name it, or it was asked for too often.
   * - `quota`: there would be too much of it.
   * - `storage`: the device could not keep it, or the host cannot do it right now.
   * - `unavailable`: it cannot be done where the program is open.
   */
  type ErrorCode = "malformed" | "unknown-method" | "denied" | "quota" | "storage" | "unavailable";
}

interface Window {
  /** The host API, in packages whose `manifest.json` has an `app_id`. */
  readonly teahouse?: Teahouse.Host;
}

/** The host API, for programs that run nowhere else. */
declare const teahouse: Teahouse.Host;

// `window.webxdc` is there too, in packages of both kinds. Its types are those of the package `@webxdc/types`:
//
//     import "@webxdc/types/global";
//
// What those types do not say, and is so here:
//
// - `sendUpdate` does not say whether an update was taken: one that is refused is a warning in the console.
// - `sendUpdateMaxSize` is 32,000, and `sendUpdateInterval` is 1,000.
// - `setUpdateListener` resolves when everything was heard that this device has. In a chat more may come right after.
// - `getAllUpdates` is rejected with a `Teahouse.HostError` if the host cannot do it right now.
// - `sendToChat` resolves once the chat has taken the message, and the program goes on. It is rejected with a
//   `Teahouse.HostError`, whose code is `denied` if the person does not want it.
// - `joinRealtimeChannel` asks the person, and drops what is said before they let the program in. Where it is open in no
//   chat nobody else is ever there. At a homeserver neither, so far.
// - `importFiles` may be called without an argument, and gives an empty array if the person chooses nothing.
// - `info`, `document`, `summary` and `href` are shown in chats, cut where they are too long. The query of an `href` is in
//   `document.baseURI`. `notify` comes to every listener, and notifies nobody.
