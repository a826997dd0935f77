/** Prints what a step found or how far it is. */
export const say = (line: string): void => console.log(`   ${line}`);
