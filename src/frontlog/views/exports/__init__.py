"""The record in the formats that other people's tools read. One module a format; `registry` names them all."""
