/**
 * Who carries a message: which providers, in which order, and which of them are left alone for now.
 *
 * <p>{@link io.twofold.gateway.routing.Routes} answers that for a country and a channel. {@code RoutingConfig} names the
 * providers in their order; {@code Switches} keeps those that an operator has switched off;
 * {@link io.twofold.gateway.routing.Circuits} leave alone who fails, per country, and learn from every handover.
 * {@code ProviderResource} shows all of it.
 */
@NullMarked
package io.twofold.gateway.routing;

import org.jspecify.annotations.NullMarked;
