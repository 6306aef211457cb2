export const deeds = [];
