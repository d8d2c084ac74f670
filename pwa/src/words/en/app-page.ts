// The page about the app itself: language, size of the words, installing it, and what it keeps.
export const appPage = {
  title: "This app",
  link: "Language, text size, install",
  language: "Language",
  text: "Size of the words",
  sizes: { normal: "Normal", large: "Large", huge: "Very large" } as Record<string, string>,
  install: {
    title: "Put it on your phone",
    why: [
      "It opens with no signal, as fast as any app.",
      "It sends what you saved by itself when it can.",
      "The phone does not throw away what is not sent yet.",
      "No app store and no account. It is smaller than one photo.",
    ],
    button: "Install",
    ios: "Tap Share, then Add to Home Screen.",
    menu: "Open your browser’s menu and choose Install app, or Add to Home screen.",
    done: "It is installed on this phone.",
  },
  keeps: {
    title: "What this phone keeps",
    text: "Your reports and photos, until you clear the app’s data. The city gets what you send, and the place. It needs no name.",
    safe: "This phone protects saved work.",
    open: "This phone may delete saved work when it is full. Installing helps.",
  },
  call: (phone: string): string => `Call the city: ${phone}`,
};
