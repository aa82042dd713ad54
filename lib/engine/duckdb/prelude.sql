-- The words of the enumerated columns, and the tables that the reading fills.
create type action_word as enum ('ACCEPT', 'REJECT');
create type status_word as enum ('OK', 'NODATA', 'SKIPDATA');
create type side_word as enum ('ingress', 'egress');
create type scope_word as enum ('internal', 'external', 'special');
create type flow_side as enum ('inbound', 'outbound', 'internal', 'external');
create type direction_word as enum ('addresses', 'flow-direction');
create type service_word as enum ('flags', 'usual-port', 'port-below-1024', 'port-below-32768', 'many-peers', 'unknown');
create table address_read (id integer, text varchar, family integer, scope varchar, label varchar);
create table term (id integer, text varchar);
create table usual_port (port integer);
