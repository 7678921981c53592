// English abbreviations that keep their period, by what may follow them.

/** Before a name: "Mr. Smith". No sentence ends here. */
export const titles: readonly string[] = words(`
  Adm Brig Capt Cmdr Col Cpl Dr Gen Gov Hon Lt Maj Messrs Mlle Mme Mr Mrs Ms Mt Mx Pfc Pres Prof Pvt
  Rep Reps Rev Sen Sens Sgt St Ste Supt`);

/** Before a number: "No. 5", "Fig. 2". Before anything else the period ends the sentence. */
export const beforeNumbers: readonly string[] = words('Fig Figs No Nos Vol Vols');

/** Ends of names, months, states: "Inc.", "Jan.", "Fla." A sentence may end here or go on. */
export const endsOfNames: readonly string[] = words(`
  Ave Blvd Bros Cie Co Corp Dept Esq Inc Jr Ltd Natl Rd Sr Univ
  Jan Feb Apr Aug Sept Sep Oct Nov Dec
  Ala Ariz Ark Calif Colo Conn Fla Ga Kan Ky Mass Md Mich Minn Mont Neb Nev Okla Pa Tenn Tex Va Vt Wis Wyo`);

/** Lower case, before what they introduce: "vs. Spain". */
export const introducing: readonly string[] = words('approx ca cf ed eds esp vs viz');

/** Lower case, after a list: "etc." A sentence may end here or go on. */
export const closing: readonly string[] = words('al etc');

/** Words that open a sentence far more often than they are in a name: "Inc. It", "U.S. The". */
export const sentenceStarters: readonly string[] = words(`
  A After All Also Although An And Another As At Because Before But By Despite During Each Even Every For From
  He Her Here Here's His How However I I'm If In Instead Is It It's Its Last Later Many Meanwhile More Most My
  No Not Now On Once One Our She Since So Some Still Such That That's The Their Then There There's These They
  This Those Though Thus To Today Under Until We We're What When Where Whether Which While Who Why With Yet
  You Your`);

function words(list: string): string[] {
  return list.trim().split(/\s+/);
}
