// The few words the script itself says, in the page's language.
const turkish = {
  counter: {
    charactersUnderLimit: { one: "%{count} karakter daha yazabilirsiniz", other: "%{count} karakter daha yazabilirsiniz" },
    charactersAtLimit: "Yazabileceğiniz yer doldu",
    charactersOverLimit: { one: "%{count} karakter fazla", other: "%{count} karakter fazla" },
  },
  noResults: () => "Eşleşen yok",
  searching: () => "Aranıyor…",
  tooShort: (least) => `Aramak için en az ${least} harf yazın`,
  results: (count, chosen) => `${count} sonuç. ${chosen}`,
  chosen: (label, place, count) => `${label}, ${place} / ${count}`,
  assist: "Sonuçlar çıkınca yukarı ve aşağı oklarla gezin, Enter ile seçin.",
  saving: "Kaydediliyor…",
  saved: (time) => `Taslak kaydedildi: ${time}`,
  notSaved: "Taslak kaydedilemedi. Bağlantı gelince yeniden denenecek.",
  copied: "Kopyalandı",
};

const english = {
  counter: {
    charactersUnderLimit: { one: "You can type %{count} more character", other: "You can type %{count} more characters" },
    charactersAtLimit: "There is no room left",
    charactersOverLimit: { one: "%{count} character too many", other: "%{count} characters too many" },
  },
  noResults: () => "Nothing found",
  searching: () => "Searching…",
  tooShort: (least) => `Type ${least} letters or more to search`,
  results: (count, chosen) => `${count} results. ${chosen}`,
  chosen: (label, place, count) => `${label}, ${place} of ${count}`,
  assist: "When results appear, use the up and down arrows and Enter to choose.",
  saving: "Saving…",
  saved: (time) => `Draft saved: ${time}`,
  notSaved: "The draft could not be saved. It will be tried again when the connection is back.",
  copied: "Copied",
};

export const language = document.documentElement.lang.startsWith("en") ? "en" : "tr";
export const words = language === "en" ? english : turkish;
