//! What a homeserver says of itself.

use leptos::prelude::*;

use crate::ui::kit::reference::Reference;
use crate::ui::session;
use crate::view_model::sign_in::Card;

/// The card, as soon as there is one. It is read out when it comes; its place is kept, so that what is below does not move
/// away from under a finger.
#[component]
pub fn HomeserverCard(
    /// What it says.
    card: Memo<Option<Card>>,
    /// It is being asked.
    #[prop(into)]
    looking: Signal<bool>,
) -> impl IntoView {
    let looks = session().texts().sign_in.looking;
    view! {
        <div role="status">
            <Show when=move || looking.get()>
                // The words at the button are read out.
                <div class="homeserver card" aria-hidden="true">
                    <p class="field__hint">{looks}</p>
                </div>
            </Show>
            {move || card.get().map(|card| view! { <Lines card=card /> })}
        </div>
    }
}

#[component]
fn Lines(card: Card) -> impl IntoView {
    let texts = &session().texts().sign_in;
    let line = |text: String| {
        view! {
            <p dir="auto">{text}</p>
        }
    };
    let said = !card.keepers.is_empty() || card.nobody.is_some();
    let keepers = said.then(|| {
        view! {
            <dt>{texts.keepers}</dt>
            <dd>
                {card.keepers.into_iter().map(line).collect_view()} {card.nobody.map(|text| view! { <p>{text}</p> })}
            </dd>
        }
    });
    let support = card.support.map(|support| {
        view! {
            <dt>{texts.support}</dt>
            <dd>
                <Reference title=support.url.clone() url=support.url />
            </dd>
        }
    });
    let terms = (!card.terms.is_empty()).then(|| {
        view! {
            <dt>{texts.terms}</dt>
            <dd>
                {card
                    .terms
                    .into_iter()
                    .map(|terms| view! { <p><Reference title=terms.title url=terms.url /></p> })
                    .collect_view()}
            </dd>
        }
    });
    let offers = (!card.offers.is_empty()).then(|| {
        view! {
            <dt>{texts.offers}</dt>
            <dd>{card.offers.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}</dd>
        }
    });
    view! {
        <section class="homeserver card" aria-label=card.label>
            <h2 class="homeserver__name">
                <bdi>{card.name}</bdi>
            </h2>
            {card
                .reached_at
                .map(|text| {
                    view! {
                        <p class="field__hint" dir="auto">
                            {text}
                        </p>
                    }
                })}
            <dl class="homeserver__facts">{keepers} {support} {terms} {offers}</dl>
            {card.obstacle.map(|text| view! { <p class="notice">{text}</p> })}
        </section>
    }
}
