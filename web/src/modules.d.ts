declare module "*?iife" {
  const text: string;
  export default text;
}
declare module "*.css";
